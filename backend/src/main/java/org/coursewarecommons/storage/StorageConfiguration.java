package org.coursewarecommons.storage;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clients of the object store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({S3Properties.class, StorageProperties.class})
class StorageConfiguration {

    @Bean
    ObjectStore objectStore(S3Properties properties) {
        return new ObjectStore(properties);
    }
}

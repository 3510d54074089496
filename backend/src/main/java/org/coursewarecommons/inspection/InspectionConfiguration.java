package org.coursewarecommons.inspection;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InspectionProperties.class, ClamdProperties.class, ToolProperties.class})
class InspectionConfiguration {

    @Bean
    WorkerProcess workerProcess(InspectionProperties properties) {
        return new WorkerProcess(properties);
    }
}

package org.coursewarecommons.search;

import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.elasticsearch.client.RestClientBuilder;
import org.springframework.boot.autoconfigure.elasticsearch.RestClientBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the module's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    /** The client's own 10 would have a crowd wait for a connection, in vain after 300 ms, while the engine is idle. */
    private static final int CONNECTIONS = 50;

    @Bean
    RestClientBuilderCustomizer engineConnections() {
        return new RestClientBuilderCustomizer() {
            @Override
            public void customize(RestClientBuilder builder) {
                // only the connections are ours to decide
            }

            @Override
            public void customize(HttpAsyncClientBuilder builder) {
                builder.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS);
            }
        };
    }
}

package org.coursewarecommons.platform;

import org.coursewarecommons.identity.Actors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the rate limits before every controller. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    WebMvcConfigurer rateLimiting(LimitProperties limits, Actors actors) {
        RateLimits interceptor = new RateLimits(limits, actors);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // Not the error page and the texts of problems: who is refused shall be able to read why.
                registry.addInterceptor(interceptor).excludePathPatterns("/error", "/problems/*", "/v3/**");
            }
        };
    }
}

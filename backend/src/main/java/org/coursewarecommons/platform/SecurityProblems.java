package org.coursewarecommons.platform;

import org.coursewarecommons.shared.SharedProblem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** 401 and 403 of the filter chain as problem documents; {@code WWW-Authenticate} says what RFC 6750 wants said. */
@Configuration(proxyBeanMethods = false)
class SecurityProblems {

    @Bean
    AuthenticationEntryPoint unauthenticated(ProblemRenderer renderer) {
        BearerTokenAuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            bearer.commence(request, response, failure);
            renderer.write(request, response, SharedProblem.UNAUTHENTICATED);
        };
    }

    @Bean
    AccessDeniedHandler denied(ProblemRenderer renderer) {
        return (request, response, failure) -> renderer.write(request, response, SharedProblem.FORBIDDEN);
    }
}

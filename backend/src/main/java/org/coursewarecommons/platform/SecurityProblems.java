package org.coursewarecommons.platform;

import org.coursewarecommons.shared.SharedProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** 401 and 403 of the filter chain as problem documents; {@code WWW-Authenticate} says what RFC 6750 wants said. */
@Configuration(proxyBeanMethods = false)
class SecurityProblems {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    /** The log says that somebody was refused and by which rule of OAuth, never what they showed. */
    @Bean
    AuthenticationEntryPoint unauthenticated(ProblemRenderer renderer) {
        BearerTokenAuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            String rule = failure instanceof OAuth2AuthenticationException refused
                    ? refused.getError().getErrorCode()
                    : "no-token";
            LOG.info("{} {} refused at the gate: {}", request.getMethod(), request.getRequestURI(), rule);
            bearer.commence(request, response, failure);
            renderer.write(request, response, SharedProblem.UNAUTHENTICATED);
        };
    }

    @Bean
    AccessDeniedHandler denied(ProblemRenderer renderer) {
        return (request, response, failure) -> renderer.write(request, response, SharedProblem.FORBIDDEN);
    }
}

package org.coursewarecommons.identity;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The one filter chain: bearer tokens only, no session, no cookie, so no CSRF token either. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final String[] PUBLIC = {
        "/actuator/health",
        "/actuator/health/*",
        // Only at a port of its own, which the proxy doesn't lead to: platform's MetricsPort.
        "/actuator/prometheus",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/problems/*",
        "/error",
        // For harvesters and crawlers: what is public, and with a token what its holder may see.
        "/oai",
        "/items/*",
        "/sitemap.xml",
        "/sitemaps/*",
        "/robots.txt"
    };

    @Bean
    SecurityFilterChain apiChain(
            HttpSecurity http, AuthenticationEntryPoint unauthenticated, AccessDeniedHandler denied) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .cors(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, PUBLIC)
                        .permitAll()
                        // The second half of an answer that was allowed when it began: a stream of events.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        // Which version and extensions of tus are spoken is no secret.
                        .requestMatchers(HttpMethod.OPTIONS, "/api/v1/tus", "/api/v1/tus/*")
                        .permitAll()
                        // Pupils and parents have no account; the class code in the path is what they have.
                        .requestMatchers("/api/v1/questionnaire-links/*", "/api/v1/questionnaire-links/*/responses")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.HEAD, "/oai", "/items/*", "/sitemap.xml", "/sitemaps/*", "/robots.txt")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/oai")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(denied))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .build();
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(SecurityProperties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"));
        cors.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Accept-Language",
                "If-Match",
                "If-None-Match",
                "Idempotency-Key",
                "Last-Event-ID",
                "Range",
                "Tus-Resumable",
                "Upload-Length",
                "Upload-Offset",
                "Upload-Metadata",
                "Upload-Checksum",
                "X-HTTP-Method-Override",
                "X-Requested-With"));
        cors.setExposedHeaders(List.of(
                "Location",
                "ETag",
                "Link",
                "Retry-After",
                "RateLimit",
                "RateLimit-Policy",
                "Content-Range",
                "Content-Disposition",
                "Tus-Resumable",
                "Tus-Version",
                "Tus-Extension",
                "Tus-Max-Size",
                "Tus-Checksum-Algorithm",
                "Upload-Offset",
                "Upload-Length",
                "Upload-Metadata",
                "Upload-Expires"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return source;
    }
}

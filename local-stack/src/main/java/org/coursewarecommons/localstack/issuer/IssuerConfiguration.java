package org.coursewarecommons.localstack.issuer;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Wires Spring Authorization Server: its own endpoints first, then the log-in page and the doors for scripts. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({IssuerClients.class, TokenClaims.class, LoginController.class, DemoTokenController.class})
class IssuerConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) throws Exception {
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        MediaTypeRequestMatcher browser = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(server, it -> it.oidc(withDefaults()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .cors(withDefaults())
                .exceptionHandling(faults -> faults.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"), browser))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, AuthenticationProvider byName) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/error", "/demo/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(byName)
                .formLogin(form -> form.loginPage("/login"))
                .cors(withDefaults())
                // Scripts have no session; a foreign web page can't send JSON here without a preflight, which is
                // refused.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/demo/**"))
                .build();
    }

    @Bean
    AuthenticationProvider byName(Accounts accounts) {
        return new NameOnlyAuthentication(accounts);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerAddress address) {
        return AuthorizationServerSettings.builder().issuer(address.url()).build();
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    /** The portal of a developer runs on any port of this machine; other origins get nothing. */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        CorsConfiguration local = new CorsConfiguration();
        local.setAllowedOriginPatterns(List.of("http://127.0.0.1:[*]", "http://localhost:[*]"));
        local.setAllowedMethods(List.of("GET", "POST"));
        local.setAllowedHeaders(List.of("Authorization", "Content-Type"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", local);
        return source;
    }
}

package org.coursewarecommons.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Decides which tokens are believed: signature by an allowed algorithm, issuer, time, audience, and an access token. */
@Configuration(proxyBeanMethods = false)
class TokenValidation {

    /** Lazy: a dead issuer must not keep the backend from starting, only tokens from being checked. */
    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties) {
        return new SupplierJwtDecoder(() -> decoder(properties));
    }

    private static JwtDecoder decoder(SecurityProperties properties) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(properties.issuer())
                .jwsAlgorithms(algorithms -> {
                    algorithms.clear();
                    properties.algorithms().forEach(name -> algorithms.add(SignatureAlgorithm.from(name)));
                })
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                        new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT)))
                .build();
        // By themselves these two would be made into an address and a text, whatever they were.
        decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(
                Map.of(JwtClaimNames.ISS, issuer -> issuer, JwtClaimNames.SUB, subject -> subject)));
        // Setting validators replaces the defaults, so all of them are named here (spring-security #18230).
        OAuth2TokenValidator<Jwt> rules = new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(properties.clockSkew()),
                require("exp", jwt -> jwt.getExpiresAt() != null),
                require("iss", jwt -> properties.issuer().equals(jwt.getClaims().get(JwtClaimNames.ISS))),
                require(
                        "sub",
                        jwt -> jwt.getClaims().get(JwtClaimNames.SUB) instanceof String subject && !subject.isBlank()),
                require("aud", jwt -> contains(jwt.getAudience(), properties.audience())),
                require("typ", TokenValidation::isAccessToken)));
        decoder.setJwtValidator(rules);
        return new RememberedTokens(decoder, rules);
    }

    private static boolean contains(@Nullable Collection<String> values, String value) {
        return values != null && values.contains(value);
    }

    /** RFC 9068 says so in the header; Keycloak keeps {@code JWT} there and says {@code Bearer} in a claim. */
    private static boolean isAccessToken(Jwt jwt) {
        String type = String.valueOf(jwt.getHeaders().get("typ")).toLowerCase(Locale.ROOT);
        return type.endsWith("at+jwt") || "Bearer".equals(jwt.getClaims().get("typ"));
    }

    private static OAuth2TokenValidator<Jwt> require(String claim, Predicate<Jwt> rule) {
        OAuth2Error error =
                new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The " + claim + " claim is not acceptable", null);
        return jwt -> rule.test(jwt) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }
}

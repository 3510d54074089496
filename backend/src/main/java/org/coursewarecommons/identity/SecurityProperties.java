package org.coursewarecommons.identity;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which tokens are believed.
 *
 * @param issuer the exact {@code iss}; its discovery document names the keys
 * @param audience must be in {@code aud}
 * @param algorithms allowed signatures; the token's own header never decides
 * @param rolesClaim path of the claim with role codes, dots between the names
 * @param clockSkew how far {@code exp} and {@code nbf} may be off
 * @param allowedOrigins browsers' origins that may call; none by default
 */
@ConfigurationProperties("courseware.security")
record SecurityProperties(
        String issuer,
        String audience,
        @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("PT30S") Duration clockSkew,
        @DefaultValue({}) List<String> allowedOrigins) {}

package org.coursewarecommons.identity;

import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.util.ConcurrentLruCache;

/**
 * Spares a caller who asks again within a minute the reading of the same token and the check of its signature, a tenth
 * of a search page. The rules on issuer, audience and time are asked every time, and who the caller is and may do comes
 * from the database every time; a key that the issuer withdrew is believed a minute longer, less than the key list
 * itself is kept.
 */
final class RememberedTokens implements JwtDecoder {

    private static final int TOKENS = 2_000;
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final String REFUSED = "An error occurred while attempting to decode the Jwt: %s";

    private final OAuth2TokenValidator<Jwt> rules;
    private final ConcurrentLruCache<String, Decoded> known;

    private record Decoded(Jwt jwt, long atNanos) {}

    /** @param rules what the decoder asks as well when it reads a token */
    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> rules) {
        this.rules = rules;
        // What is refused throws, and is not remembered.
        known = new ConcurrentLruCache<>(TOKENS, token -> new Decoded(decoder.decode(token), System.nanoTime()));
    }

    @Override
    public Jwt decode(String token) {
        Decoded decoded = known.get(token);
        if (System.nanoTime() - decoded.atNanos() > KEPT_NANOS) {
            known.remove(token);
            decoded = known.get(token);
        }
        OAuth2TokenValidatorResult result = rules.validate(decoded.jwt());
        if (result.hasErrors()) {
            known.remove(token);
            throw new JwtValidationException(
                    String.format(REFUSED, result.getErrors().iterator().next().getDescription()), result.getErrors());
        }
        return decoded.jwt();
    }
}

package org.coursewarecommons.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class RememberedTokensTest {

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean expired = new AtomicBoolean();
    private final RememberedTokens tokens = new RememberedTokens(
            token -> {
                read.incrementAndGet();
                if (token.equals("forged")) {
                    throw new BadJwtException("not signed by the issuer");
                }
                return Jwt.withTokenValue(token)
                        .header("alg", "RS256")
                        .subject(token)
                        .expiresAt(Instant.now().plusSeconds(60))
                        .build();
            },
            jwt -> expired.get()
                    ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "expired", null))
                    : OAuth2TokenValidatorResult.success());

    @Test
    void aTokenIsReadOnce() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("b").getSubject()).isEqualTo("b");

        assertThat(read).hasValue(2);
    }

    @Test
    void aRememberedTokenStillExpires() {
        tokens.decode("a");
        expired.set(true);

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void aForgedTokenIsRefusedEveryTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }

        assertThat(read).hasValue(2);
    }
}

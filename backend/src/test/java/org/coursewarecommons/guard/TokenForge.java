package org.coursewarecommons.guard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.TestStack;

/**
 * Makes tokens with the key of the test's own issuer, so that each has exactly one fault: everything else about it,
 * the signature first of all, is as good as the issuer's own.
 */
final class TokenForge {

    static final String TEACHER = "T-JHS-077-01";

    private static final TokenForge ISSUER = new TokenForge();

    private final RSAKey key;

    private TokenForge() {
        try (Stream<Path> files = Files.walk(Path.of("target", "test-stack"))) {
            Path file = files.filter(path -> path.endsWith("issuer-key.json"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the issuer's key is not where the stack keeps it"));
            key = RSAKey.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ParseException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static TokenForge issuer() {
        return ISSUER;
    }

    RSAKey key() {
        return key;
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType("at+jwt"));
    }

    /** Claims that are believed, to be spoilt in one place. */
    Claims good() {
        Instant now = Instant.now();
        return new Claims(new JWTClaimsSet.Builder()
                .issuer(TestStack.get().issuer())
                .audience("courseware-commons")
                .subject(TEACHER)
                .claim("name", "x")
                .issueTime(Date.from(now.minusSeconds(60)))
                .notBeforeTime(Date.from(now.minusSeconds(60)))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString()));
    }

    String signed(JWSHeader header, String payload) {
        return sign(header, payload, new Signer(key).rsa());
    }

    String signed(String payload) {
        return signed(header().build(), payload);
    }

    static String sign(JWSHeader header, String payload, JWSSigner signer) {
        try {
            JWSObject token = new JWSObject(header, new Payload(payload));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token out of three raw pieces of text. */
    static String raw(String header, String payload, byte[] signature) {
        return encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(payload.getBytes(StandardCharsets.UTF_8))
                + "." + encode(signature);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Signer(RSAKey key) {
        JWSSigner rsa() {
            try {
                return new RSASSASigner(key);
            } catch (JOSEException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Claims on their way into a token. */
    final class Claims {

        private final JWTClaimsSet.Builder claims;

        private Claims(JWTClaimsSet.Builder claims) {
            this.claims = claims;
        }

        Claims subject(String subject) {
            claims.subject(subject);
            return this;
        }

        Claims expirationTime(Date at) {
            claims.expirationTime(at);
            return this;
        }

        Claims with(String name, @org.jspecify.annotations.Nullable Object value) {
            claims.claim(name, value);
            return this;
        }

        String json() {
            return claims.build().toString();
        }

        String signed() {
            return TokenForge.this.signed(json());
        }

        String signed(JWSHeader header) {
            return TokenForge.this.signed(header, json());
        }
    }
}

package org.coursewarecommons.interop.oai;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signs tokens, so that nobody makes one up. The key is made at the first need and kept in the database. */
@Component
class OaiTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 16;

    private final JdbcClient jdbc;
    private volatile byte @Nullable [] key;

    OaiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String seal(OaiToken token) {
        byte[] content = token.text().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(signature(content), SIGNATURE + content.length);
        System.arraycopy(content, 0, sealed, SIGNATURE, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws OaiError badResumptionToken for one that is not ours or has expired */
    OaiToken open(String text, Instant now) {
        OaiToken token = opened(text);
        if (token.expires().isBefore(now)) {
            throw new OaiError(OaiError.Code.badResumptionToken, "the token has expired");
        }
        return token;
    }

    private OaiToken opened(String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            byte[] content = Arrays.copyOfRange(sealed, SIGNATURE, Math.max(SIGNATURE, sealed.length));
            if (MessageDigest.isEqual(signature(content), Arrays.copyOf(sealed, SIGNATURE))) {
                return OaiToken.of(new String(content, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
            // told below, together with wrong signatures
        }
        throw new OaiError(OaiError.Code.badResumptionToken, "the token is none of this repository's");
    }

    private byte[] signature(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            // Of several backends that start at once, one's key is everybody's.
            jdbc.sql("insert into interop.signing_key (name, key) values ('oai', :key) on conflict do nothing")
                    .param("key", fresh)
                    .update();
            known = jdbc.sql("select key from interop.signing_key where name = 'oai'")
                    .query((row, number) -> row.getBytes(1))
                    .single();
            key = known;
        }
        return known;
    }
}

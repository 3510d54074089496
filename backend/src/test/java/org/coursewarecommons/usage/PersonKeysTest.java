package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The two hashes that the database computes with the pads are HMAC-SHA-256. */
class PersonKeysTest {

    @Test
    void theKeyOfAPersonIsTheHmacOfTheirId() throws GeneralSecurityException {
        byte[] secret =
                "a secret of sixty-four bytes, as each term has one of its own...".getBytes(StandardCharsets.UTF_8);
        byte[] person = "0198c2a4-0000-7000-8000-000000000001:".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));

        PersonKeys.Pads pads = PersonKeys.Pads.of(secret);

        assertThat(secret).hasSize(64);
        assertThat(sha256(pads.outer(), sha256(pads.inner(), person))).isEqualTo(mac.doFinal(person));
    }

    private static byte[] sha256(byte[] first, byte[] second) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(first);
        return digest.digest(second);
    }
}

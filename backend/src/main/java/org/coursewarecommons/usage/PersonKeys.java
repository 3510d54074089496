package org.coursewarecommons.usage;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The secret of each term with which persons become opaque keys: HMAC-SHA-256, computed where the rows are. */
@Component
class PersonKeys {

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    PersonKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The two padded forms of a secret that HMAC is made of. */
    record Pads(byte[] inner, byte[] outer) {

        static Pads of(byte[] secret) {
            byte[] inner = new byte[BLOCK];
            byte[] outer = new byte[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                byte bits = i < secret.length ? secret[i] : 0;
                inner[i] = (byte) (bits ^ INNER);
                outer[i] = (byte) (bits ^ OUTER);
            }
            return new Pads(inner, outer);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Pads ofTerm(String term) {
        byte[] fresh = new byte[BLOCK];
        random.nextBytes(fresh);
        jdbc.sql("insert into usage.term_salt (term, salt) values (:term, :salt) on conflict (term) do nothing")
                .param("term", term)
                .param("salt", fresh)
                .update();
        return Pads.of(jdbc.sql("select salt from usage.term_salt where term = :term")
                .param("term", term)
                .query(byte[].class)
                .single());
    }
}

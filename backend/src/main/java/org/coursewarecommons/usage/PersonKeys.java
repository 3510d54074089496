package org.coursewarecommons.usage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    /** In place of a term. */
    private static final String LASTING = "";

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Pads lasting;

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

    /** The key of a person, the same in every term: for what must be found again for that very person. */
    String lasting(UUID actorId, @Nullable String onBehalfOf) {
        return lasting(onBehalfOf == null ? actorId.toString() : actorId + ":" + onBehalfOf);
    }

    /** The same for any name. @return 64 hex digits */
    String lasting(String name) {
        Pads pads = lasting();
        MessageDigest digest = sha256();
        digest.update(pads.inner());
        byte[] inside = digest.digest(name.getBytes(StandardCharsets.UTF_8));
        digest.update(pads.outer());
        return HexFormat.of().formatHex(digest.digest(inside));
    }

    /** Made with the tables and never changed, so every node may keep it. */
    Pads lasting() {
        Pads known = lasting;
        if (known == null) {
            known = stored(LASTING);
            lasting = known;
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
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
        return stored(term);
    }

    private Pads stored(String term) {
        return Pads.of(jdbc.sql("select salt from usage.term_salt where term = :term")
                .param("term", term)
                .query(byte[].class)
                .single());
    }
}

package org.coursewarecommons.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * How lines become hashes. Lines are hashed as canonical JSON (RFC 8785), not as the database spells them, so that
 * another version of the database, a dump and another program come to the same bytes.
 */
final class ChainHash {

    /** Before the first line. */
    static final byte[] ORIGIN = new byte[32];

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChainHash() {}

    /** @param previous the hash of the seal before */
    static byte[] of(byte[] previous, long seq, ChainLine line, byte[] subjectDigest) {
        MessageDigest sha = sha256();
        sha.update(previous);
        return sha.digest(canonical(seq, line, subjectDigest));
    }

    /** What is chained of the name in the token. */
    static byte[] ofSubject(byte[] salt, String subject) {
        MessageDigest sha = sha256();
        sha.update(salt);
        return sha.digest(subject.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] canonical(long seq, ChainLine line, byte[] subjectDigest) {
        try {
            ObjectNode json = JSON.createObjectNode();
            json.put("seq", seq);
            json.put("id", line.id().toString());
            json.put("at", line.at().toString());
            json.put("actorId", Objects.toString(line.actorId(), null));
            json.put("actorSubjectDigest", subjectDigest);
            json.put("event", line.event());
            json.put("subjectId", line.subjectId().toString());
            json.set("facts", JSON.readTree(line.facts()));
            json.put("traceId", line.traceId());
            return new JsonCanonicalizer(JSON.writeValueAsString(json)).getEncodedUTF8();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.coursewarecommons.storage;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of one chunk: {@code Upload-Checksum: sha1 <base64>}.
 *
 * @param expected the raw digest
 */
record ChunkChecksum(MessageDigest digest, byte[] expected) {

    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

    /** @throws ProblemException 400 when it isn't readable or its algorithm isn't one of ours */
    static @Nullable ChunkChecksum parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String[] words = header.strip().split(" +");
        String algorithm = ALGORITHMS.get(words[0]);
        if (words.length != 2 || algorithm == null) {
            throw ProblemException.invalidParameter("Upload-Checksum", "tus-checksum");
        }
        try {
            MessageDigest digest = Hashing.digest(algorithm);
            byte[] expected = Base64.getDecoder().decode(words[1]);
            if (expected.length != digest.getDigestLength()) {
                throw ProblemException.invalidParameter("Upload-Checksum", "tus-checksum");
            }
            return new ChunkChecksum(digest, expected);
        } catch (IllegalArgumentException notBase64) {
            throw ProblemException.invalidParameter("Upload-Checksum", "tus-checksum");
        }
    }

    void update(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /** Asked once, at the end. */
    boolean agrees() {
        return MessageDigest.isEqual(digest.digest(), expected);
    }
}

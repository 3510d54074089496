package org.coursewarecommons.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names bytes by their SHA-256. */
final class Hashing {

    private static final int BUFFER = 16 << 10;

    private Hashing() {}

    /** Reads to the end, holding {@value #BUFFER} bytes at a time; does not close. */
    static StoredBlob of(InputStream bytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            digest.update(buffer, 0, read);
            size += read;
        }
        return new StoredBlob(hex(digest), size);
    }

    /** Ends the digest. @return lower-case hexadecimal digits */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** What S3 servers call the entity tag of a part; no protection against anybody. */
    static MessageDigest md5() {
        return digest("MD5");
    }

    /** @param algorithm that every Java has */
    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

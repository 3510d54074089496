package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.coursewarecommons.localstack.process.SecretFile;

/** The one key pair of the object store: made at random once per directory, so that no key is known from the source. */
record S3Credentials(String accessKey, String secretKey) {

    private static final int SECRET_BYTES = 30;
    private static final int NAME_BYTES = 9;

    static S3Credentials in(Path file) throws IOException {
        if (!Files.exists(file)) {
            SecretFile.write(file, "accessKey=cc" + random(NAME_BYTES) + "\nsecretKey=" + random(SECRET_BYTES) + "\n");
        }
        Properties stored = new Properties();
        stored.load(new StringReader(Files.readString(file)));
        return new S3Credentials(stored.getProperty("accessKey"), stored.getProperty("secretKey"));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

package org.coursewarecommons.localstack.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.SecretFile;

/** The key that signs the tokens: made once per directory, readable by its owner alone. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                RSAKey fresh = new RSAKeyGenerator(BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true)
                        .generate();
                SecretFile.write(file, fresh.toJSONString());
            }
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException | JOSEException e) {
            throw new StackException("The issuer's key " + file + " can't be read; delete it to get a new one", e);
        }
    }
}

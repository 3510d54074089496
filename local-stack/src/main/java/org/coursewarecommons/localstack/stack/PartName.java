package org.coursewarecommons.localstack.stack;

import java.util.Arrays;
import java.util.Locale;
import org.coursewarecommons.localstack.StackException;

/** The parts that a stack can have. */
public enum PartName {
    /** Database. */
    POSTGRES,
    /** Search. */
    ELASTICSEARCH,
    /** Object store. */
    S3,
    /** OpenID provider. */
    ISSUER;

    /** Its name on the command line and in {@code stack.json}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PartName of(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new StackException(
                        "There is no part " + label + "; there are postgres, elasticsearch, s3, issuer"));
    }
}

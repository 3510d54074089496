package org.coursewarecommons.storage;

import java.net.URI;
import org.coursewarecommons.TestStack;

/**
 * The S3 server that the contract is checked on: the one of the environment ({@code S3_ENDPOINT}, {@code S3_ACCESS_KEY},
 * {@code S3_SECRET_KEY}, {@code S3_REGION}), else that of the test stack. Always in a bucket of its own.
 */
final class S3Endpoint {

    private static final String BUCKET = "courseware-contract";

    private S3Endpoint() {}

    static S3Properties properties() {
        String given = System.getenv("S3_ENDPOINT");
        if (given == null) {
            TestStack stack = TestStack.get();
            return properties(
                    stack.property("courseware.s3.endpoint"),
                    stack.property("courseware.s3.access-key"),
                    stack.property("courseware.s3.secret-key"),
                    stack.property("courseware.s3.region"));
        }
        return properties(
                given,
                required("S3_ACCESS_KEY"),
                required("S3_SECRET_KEY"),
                System.getenv().getOrDefault("S3_REGION", "us-east-1"));
    }

    static S3Properties withSecret(S3Properties properties, String secret) {
        return new S3Properties(
                properties.endpoint(),
                properties.accessKey(),
                secret,
                properties.region(),
                properties.bucket(),
                properties.publicEndpoint());
    }

    private static S3Properties properties(String endpoint, String accessKey, String secretKey, String region) {
        return new S3Properties(URI.create(endpoint), accessKey, secretKey, region, BUCKET, URI.create(endpoint));
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException("S3_ENDPOINT is set, but " + name + " is not");
        }
        return value;
    }
}

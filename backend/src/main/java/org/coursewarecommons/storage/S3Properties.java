package org.coursewarecommons.storage;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the object store is.
 *
 * @param endpoint as the backend reaches it
 * @param bucket private; made when missing
 * @param publicEndpoint as browsers reach it: signed links name this one
 */
@ConfigurationProperties("courseware.s3")
record S3Properties(
        URI endpoint,
        String accessKey,
        String secretKey,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("courseware") String bucket,
        URI publicEndpoint) {

    /** Without the keys, which a log must never show. */
    @Override
    public String toString() {
        return "S3Properties[endpoint=" + endpoint + ", bucket=" + bucket + ", publicEndpoint=" + publicEndpoint + "]";
    }
}

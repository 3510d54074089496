package org.coursewarecommons.storage;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes links that carry their own permission. Made without asking the store. */
class SignedLinks {

    private final MinioAsyncClient client;
    private final String bucket;
    private final String region;

    SignedLinks(MinioAsyncClient client, String bucket, String region) {
        this.client = client;
        this.bucket = bucket;
        this.region = region;
    }

    URI part(String key, String multipartId, int number, Duration validFor) {
        return link(
                Http.Method.PUT,
                key,
                Map.of("uploadId", multipartId, "partNumber", Integer.toString(number)),
                validFor);
    }

    URI put(String key, Duration validFor) {
        return link(Http.Method.PUT, key, Map.of(), validFor);
    }

    URI download(String key, String disposition, String mediaType, Duration validFor) {
        return link(
                Http.Method.GET,
                key,
                Map.of("response-content-disposition", disposition, "response-content-type", mediaType),
                validFor);
    }

    private URI link(Http.Method method, String key, Map<String, String> query, Duration validFor) {
        try {
            return URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(bucket)
                    .object(key)
                    .region(region)
                    .expiry(Math.toIntExact(validFor.toSeconds()), TimeUnit.SECONDS)
                    .extraQueryParams(query)
                    .build()));
        } catch (MinioException unsigned) {
            throw new IllegalStateException("a link cannot be signed", unsigned);
        }
    }
}

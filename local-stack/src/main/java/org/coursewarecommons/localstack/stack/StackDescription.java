package org.coursewarecommons.localstack.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts are, as written to {@code stack.json}; parts that were not started are absent.
 *
 * @param pid process that owns the stack; SIGTERM to it stops everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackDescription(
        long pid,
        @Nullable Postgres postgres,
        @Nullable Elasticsearch elasticsearch,
        @Nullable S3 s3,
        @Nullable Issuer issuer) {

    /** Coordinates of the database. */
    public record Postgres(String jdbcUrl, String username, String password) {}

    /** Address of the search server, without a slash at the end. */
    public record Elasticsearch(String url) {}

    /** Address and key of the object store (path style). */
    public record S3(String endpoint, String accessKey, String secretKey, String region) {}

    /** The issuer exactly as in the claim {@code iss}. */
    public record Issuer(String url) {}
}

package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.BucketExistsArgs;
import io.minio.ComposeObjectArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectTagsArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What the cases of S3 contracts ask that we don't: tried, so that a server's answers are known before somebody wants to
 * lean on them. The answers go to {@code target/s3-beyond-subset.txt}.
 */
class S3BeyondSubsetTest {

    private static final Path REPORT = Path.of("target", "s3-beyond-subset.txt");

    private final S3Properties properties = S3Endpoint.properties();
    private final String bucket = "courseware-beyond-" + UUID.randomUUID();
    private final MinioAsyncClient client = MinioAsyncClient.builder()
            .endpoint(properties.endpoint().toString())
            .region(properties.region())
            .credentials(properties.accessKey(), properties.secretKey())
            .build();

    private interface Attempt {
        CompletableFuture<?> run() throws Exception;
    }

    @Test
    void whatTheServerAnswersToTheRestIsReported() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()).get();
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("Chinese letters and a space in a key", answer(() -> put("教学/分数 一.pptx", null)));
        answers.put(
                "a key of 1,024 bytes", answer(() -> put("a".repeat(200) + ("/" + "b".repeat(205)).repeat(4), null)));
        answers.put("a part of a key over 255 bytes", answer(() -> put("c".repeat(300), null)));
        answers.put("a key that is the folder of another", answer(() -> put("d", null)
                .thenCompose(first -> put("d/e", null))));
        answers.put("If-None-Match: * on a free key", answer(() -> put("f", "*")));
        answers.put("If-None-Match: * on a taken key", answer(() -> put("f", "*")));
        answers.put("one object composed of two", answer(this::compose));
        answers.put(
                "versioning",
                answer(() -> client.setBucketVersioning(SetBucketVersioningArgs.builder()
                        .bucket(bucket)
                        .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null))
                        .build())));
        answers.put(
                "tags",
                answer(() -> client.setObjectTags(SetObjectTagsArgs.builder()
                        .bucket(bucket)
                        .object("f")
                        .tags(Map.of("a", "b"))
                        .build())));

        List<String> lines = new ArrayList<>(List.of("S3 beyond the subset, asked of " + properties.endpoint()));
        answers.forEach((ability, answer) -> lines.add(String.format("%-40s %s", ability, answer)));
        Files.write(REPORT, lines);
        lines.forEach(System.out::println);
        assertThat(answers.values()).doesNotContain("no answer");
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())
                        .get())
                .as("the server lives on")
                .isTrue();
        client.removeObject(
                        RemoveObjectArgs.builder().bucket(bucket).object("f").build())
                .get();
    }

    private CompletableFuture<?> compose() throws Exception {
        byte[] part = new byte[5 << 20];
        put("g", null, part).get();
        put("h", null, part).get();
        List<SourceObject> both = new ArrayList<>(List.of(
                SourceObject.builder().bucket(bucket).object("g").build(),
                SourceObject.builder().bucket(bucket).object("h").build()));
        client.composeObject(ComposeObjectArgs.builder()
                        .bucket(bucket)
                        .object("i")
                        .sources(both)
                        .build())
                .get();
        return client.statObject(
                StatObjectArgs.builder().bucket(bucket).object("i").build());
    }

    private CompletableFuture<?> put(String key, String ifNoneMatch) {
        return put(key, ifNoneMatch, new byte[] {1, 2, 3});
    }

    private CompletableFuture<?> put(String key, String ifNoneMatch, byte[] bytes) {
        try {
            PutObjectArgs.Builder args = PutObjectArgs.builder().bucket(bucket).object(key).stream(
                    new ByteArrayInputStream(bytes), (long) bytes.length, -1L);
            if (ifNoneMatch != null) {
                args.extraHeaders(new Http.Headers("If-None-Match", ifNoneMatch));
            }
            return client.putObject(args.build());
        } catch (Exception refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static String answer(Attempt attempt) throws IOException {
        try {
            attempt.run().get(30, TimeUnit.SECONDS);
            return "yes";
        } catch (TimeoutException silent) {
            return "no answer";
        } catch (ExecutionException failed) {
            return "no: " + reason(failed.getCause());
        } catch (Exception failed) {
            return "no: " + reason(failed);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ErrorResponseException)) {
            cause = cause.getCause();
        }
        return cause instanceof ErrorResponseException refused
                ? refused.response().code() + " " + refused.errorResponse().code()
                : cause.getClass().getSimpleName();
    }
}

package org.coursewarecommons.storage;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CopyObjectArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.ListPartsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that speaks S3. Throws {@link StoreRefusal} for a request the store refuses and {@link
 * ProblemException} 503 {@code unavailable} when it does not answer.
 */
class ObjectStore implements AutoCloseable {

    private static final Duration QUICK = Duration.ofSeconds(10);
    /** Putting together and copying may move 2 GiB inside the store. */
    private static final Duration MOVING_BYTES = Duration.ofMinutes(10);

    /** Of a link that we make for ourselves. */
    private static final Duration SENDING = Duration.ofMinutes(15);
    /** S3 gives no more in one answer. */
    private static final int LISTED_AT_ONCE = 1000;

    private final String bucket;
    private final String region;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final SignedLinks publicLinks;
    private final SignedLinks ownLinks;
    private final StoreSender sender;
    private volatile boolean bucketKnown;

    ObjectStore(S3Properties properties) {
        bucket = properties.bucket();
        region = properties.region();
        http = StoreSender.http();
        client = client(properties, properties.endpoint());
        sender = new StoreSender(http);
        ownLinks = new SignedLinks(client, bucket, region);
        publicLinks = new SignedLinks(client(properties, properties.publicEndpoint()), bucket, region);
    }

    private MinioAsyncClient client(S3Properties properties, URI endpoint) {
        return MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(properties.accessKey(), properties.secretKey())
                .httpClient(http)
                .build();
    }

    /** Makes the bucket unless it is known to be there. Every write asks, so a store that was down at start is no obstacle. */
    void ensureBucket() {
        if (bucketKnown) {
            return;
        }
        boolean exists = StoreCalls.read(
                () -> client.bucketExists(
                        BucketExistsArgs.builder().bucket(bucket).build()),
                QUICK);
        if (!exists) {
            StoreCalls.write(
                    () -> client.makeBucket(MakeBucketArgs.builder()
                            .bucket(bucket)
                            .region(region)
                            .build()),
                    QUICK);
        }
        bucketKnown = true;
    }

    /** One object in one request, so at most 5 GiB. */
    SentBytes send(String key, Path file) {
        try (FileChannel bytes = FileChannel.open(file)) {
            return sendWhole(key, new FileBytes(bytes::read, 0, bytes.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a file to be stored cannot be read", unreadable);
        }
    }

    /** @param length null for all */
    InputStream open(String key, long offset, @Nullable Long length) {
        GetObjectArgs.Builder args = GetObjectArgs.builder().bucket(bucket).object(key);
        if (length != null) {
            args.offset(offset).length(length);
        }
        GetObjectArgs wanted = args.build();
        return StoreCalls.read(() -> client.getObject(wanted), QUICK);
    }

    /** Empty when there is no such object. */
    Optional<StatObjectResponse> stat(String key) {
        StatObjectArgs wanted =
                StatObjectArgs.builder().bucket(bucket).object(key).build();
        try {
            return Optional.of(StoreCalls.read(() -> client.statObject(wanted), QUICK));
        } catch (StoreRefusal refusal) {
            if (refusal.isMissingObject()) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    void copy(String from, String to) {
        SourceObject source = SourceObject.builder().bucket(bucket).object(from).build();
        StoreCalls.write(
                () -> client.copyObject(CopyObjectArgs.builder()
                        .bucket(bucket)
                        .object(to)
                        .source(source)
                        .build()),
                MOVING_BYTES);
    }

    /** What isn't there is no error, here and in {@link #abort}. */
    void remove(String key) {
        quietly(
                () -> client.removeObject(
                        RemoveObjectArgs.builder().bucket(bucket).object(key).build()),
                StoreRefusal::isMissingObject);
    }

    /**
     * What lies under a prefix, in the order of the keys, at most 1,000 of them.
     *
     * @param after key after which to go on; null from the beginning
     */
    List<StoredObject> list(String prefix, @Nullable String after) {
        ListObjectsV2Args.Builder args =
                ListObjectsV2Args.builder().bucket(bucket).prefix(prefix).maxKeys(LISTED_AT_ONCE);
        ListObjectsV2Args wanted =
                after == null ? args.build() : args.startAfter(after).build();
        ListBucketResultV2 page =
                StoreCalls.read(() -> client.listObjectsV2(wanted), QUICK).result();
        return page.contents().stream()
                .map(item -> new StoredObject(
                        item.objectName(), item.size(), item.lastModified().toInstant()))
                .toList();
    }

    /** The store's ids of all multipart uploads that are open for this very key. */
    List<String> multipartIds(String key) {
        var wanted =
                ListMultipartUploadsArgs.builder().bucket(bucket).prefix(key).build();
        return StoreCalls.read(() -> client.listMultipartUploads(wanted), QUICK).result().uploads().stream()
                .filter(upload -> upload.objectName().equals(key))
                .map(ListMultipartUploadsResult.Upload::uploadId)
                .toList();
    }

    /** @return the store's own id of the multipart upload */
    String startMultipart(String key) {
        ensureBucket();
        return StoreCalls.write(
                        () -> client.createMultipartUpload(CreateMultipartUploadArgs.builder()
                                .bucket(bucket)
                                .object(key)
                                .headers(new Http.Headers("Content-Type", "application/octet-stream"))
                                .build()),
                        QUICK)
                .result()
                .uploadId();
    }

    /** @throws StoreRefusal when the upload has ended */
    List<Part> parts(String key, String multipartId) {
        List<Part> parts = new ArrayList<>();
        Integer marker = null;
        while (true) {
            ListPartsArgs.Builder args = ListPartsArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .uploadId(multipartId)
                    .maxParts(LISTED_AT_ONCE);
            ListPartsArgs wanted = marker == null
                    ? args.build()
                    : args.partNumberMarker(marker).build();
            ListPartsResult page =
                    StoreCalls.read(() -> client.listParts(wanted), QUICK).result();
            parts.addAll(page.parts());
            marker = page.nextPartNumberMarker();
            if (!page.isTruncated() || marker == null) {
                break;
            }
        }
        // Not every server keeps an upload that has ended apart from one that has no parts yet.
        if (parts.isEmpty() && !multipartIds(key).contains(multipartId)) {
            throw StoreRefusal.missingUpload();
        }
        return parts;
    }

    void complete(String key, String multipartId, List<Part> parts) {
        StoreCalls.write(
                () -> client.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .uploadId(multipartId)
                        .parts(parts.toArray(Part[]::new))
                        .build()),
                MOVING_BYTES);
    }

    void abort(String key, String multipartId) {
        quietly(
                () -> client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .uploadId(multipartId)
                        .build()),
                StoreRefusal::isMissingUpload);
    }

    URI partLink(String key, String multipartId, int number, Duration validFor) {
        return publicLinks.part(key, multipartId, number, validFor);
    }

    URI downloadLink(String key, String disposition, String mediaType, Duration validFor) {
        return publicLinks.download(key, disposition, mediaType, validFor);
    }

    /** One part of a multipart upload, sent once. */
    SentBytes sendPart(String key, String multipartId, int number, FileBytes bytes) {
        return sender.send(ownLinks.part(key, multipartId, number, SENDING), bytes);
    }

    SentBytes sendWhole(String key, FileBytes bytes) {
        ensureBucket();
        return sender.send(ownLinks.put(key, SENDING), bytes);
    }

    /** Every key that begins like this. */
    List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        String after = null;
        while (true) {
            List<StoredObject> page = list(prefix, after);
            page.forEach(object -> keys.add(object.key()));
            if (page.size() < LISTED_AT_ONCE) {
                return keys;
            }
            after = page.get(page.size() - 1).key();
        }
    }

    private static <T> void quietly(Supplier<CompletableFuture<T>> call, Predicate<StoreRefusal> harmless) {
        try {
            StoreCalls.write(call, QUICK);
        } catch (StoreRefusal refusal) {
            if (!harmless.test(refusal)) {
                throw refusal;
            }
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}

package org.coursewarecommons.storage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code storage.upload_session}.
 *
 * @param schoolId the owner's when the session was opened
 * @param size declared, in bytes
 * @param s3UploadId the store's id of the multipart upload
 * @param partSize of every part but the last, in bytes
 * @param sha256 of the stored bytes; only when DONE
 * @param failure code of the problem for which the bytes were refused
 */
record UploadSession(
        UUID id,
        UUID ownerId,
        @Nullable UUID schoolId,
        String name,
        long size,
        String mediaType,
        @Nullable String declaredSha256,
        String s3UploadId,
        long partSize,
        UploadState state,
        @Nullable String sha256,
        @Nullable String failure,
        Instant createdAt,
        Instant expiresAt,
        long revision) {

    /** 8 MiB: well above S3's least of 5 MiB, and 2 GiB make 256 parts. */
    static final long PART_SIZE = 8L << 20;

    int partCount() {
        return Math.toIntExact((size + partSize - 1) / partSize);
    }

    /** Of the part in which this byte lies, like its end and its number. */
    long partStart(long at) {
        return at - at % partSize;
    }

    long partEnd(long at) {
        return Math.min(partStart(at) + partSize, size);
    }

    int partNumber(long at) {
        return Math.toIntExact(at / partSize) + 1;
    }

    /** Where the bytes lie until they are checked. */
    String incomingKey() {
        return incomingKey(id);
    }

    /** Of all keys of the session. */
    String incomingFolder() {
        return "incoming/" + id + "/";
    }

    static String incomingKey(UUID id) {
        return "incoming/" + id + "/file";
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}

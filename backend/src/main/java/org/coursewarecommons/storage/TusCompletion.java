package org.coursewarecommons.storage;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.storage.RunningHashes.RunningHash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Completes a stream once its last byte is in the store: without being asked, since the protocol has no word for it, and
 * after the answer, since putting 2 GiB together takes longer than clients wait.
 */
@Component
class TusCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(TusCompletion.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 1_000;
    private static final int BATCH = 100;
    private static final Duration PROLONGED_BEFORE = Duration.ofHours(1);

    private final UploadRows uploads;
    private final TusRows rows;
    private final UploadCompletion completion;
    private final RunningHashes hashes;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "upload-completion");
                thread.setDaemon(true);
                return thread;
            });

    TusCompletion(UploadRows uploads, TusRows rows, UploadCompletion completion, RunningHashes hashes) {
        this.uploads = uploads;
        this.rows = rows;
        this.completion = completion;
        this.hashes = hashes;
        executor.allowCoreThreadTimeOut(true);
    }

    /** The session is COMPLETING afterwards, by this call or by another's. */
    void begin(UploadSession session) {
        if (session.isExpired(Instant.now().plus(PROLONGED_BEFORE))) {
            // The store was away past the end: whoever was told that all has arrived must not lose it.
            uploads.prolong(session.id(), Instant.now().plus(UploadService.LIFETIME));
        }
        if (!uploads.claimCompletion(session.id())) {
            return;
        }
        try {
            executor.execute(() -> complete(session));
        } catch (RejectedExecutionException tooMany) {
            // Found again by the next look.
            uploads.move(session.id(), UploadState.COMPLETING, UploadState.OPEN);
        }
    }

    private void complete(UploadSession session) {
        try {
            completion.finish(session, rows.parts(session.id()), proven(session));
        } catch (RuntimeException failed) {
            // The session's state says whether that was final.
            LOG.warn("upload {} is not completed: {}", session.id(), failed.toString());
        } finally {
            hashes.forget(session.id());
        }
    }

    /** Known only where this process received all of it and the store's entity tags agree. */
    private @Nullable StoredBlob proven(UploadSession session) {
        Optional<RunningHash> hash = hashes.at(session.id(), session.size()).filter(RunningHash::proven);
        return hash.map(whole -> new StoredBlob(Hashing.hex(whole.digest()), session.size()))
                .orElse(null);
    }

    /** What a process left behind that died, or that met a silent store. */
    @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT15S")
    void completeLeft() {
        for (UUID id : rows.unfinished(BATCH)) {
            uploads.find(id).ifPresent(this::begin);
        }
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}

package org.coursewarecommons.storage;

import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.coursewarecommons.shared.Ids;
import org.springframework.stereotype.Component;

/**
 * Sends files to the store while they arrive, under a key of their own: their hash is known only after the last byte, and
 * the store can copy but not rename. Whether anybody wants the object is decided later.
 */
@Component
class EarlyObjects {

    static final String PREFIX = "streamed/";

    /** Each holds a connection for as long as its client takes; whoever comes beyond is sent when it is there. */
    private static final int AT_ONCE = 32;

    private final ObjectStore store;
    private final long from;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService sending = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "early-sender");
        thread.setDaemon(true);
        return thread;
    });

    EarlyObjects(ObjectStore store, StorageProperties properties) {
        this.store = store;
        from = properties.streamFrom();
    }

    /**
     * Begins to send.
     *
     * @param expected how many bytes will come; when it turns out to be wrong, nothing is stored
     * @return empty for small files, which one request carries quickly once they are there, and when too many are on
     *     their way
     */
    Optional<EarlyObject> begin(PartSpool spool, long expected) {
        if (expected < from || expected > OpenUpload.MAX_SIZE || !free.tryAcquire()) {
            return Optional.empty();
        }
        String key = PREFIX + Ids.next();
        FileBytes bytes = spool.flow(expected);
        CompletableFuture<SentBytes> answer = CompletableFuture.supplyAsync(() -> store.sendWhole(key, bytes), sending);
        answer.whenComplete((sent, failed) -> free.release());
        return Optional.of(new EarlyObject(key, expected, answer, () -> sending.execute(() -> store.remove(key))));
    }

    @PreDestroy
    void close() {
        sending.shutdown();
    }
}

package org.coursewarecommons.storage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that went to the store while it arrived. Taken away again unless somebody keeps it. */
final class EarlyObject implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyObject.class);

    private final String key;
    private final long expected;
    private final CompletableFuture<SentBytes> answer;
    private final Runnable removal;
    private boolean kept;

    /** @param removal of the object */
    EarlyObject(String key, long expected, CompletableFuture<SentBytes> answer, Runnable removal) {
        this.key = key;
        this.expected = expected;
        this.answer = answer;
        this.removal = removal;
    }

    String key() {
        return key;
    }

    /**
     * Waits until all of it is sent.
     *
     * @param size how long the file turned out to be
     * @return empty when the store has nothing of it: the connection to it broke, or the size was guessed wrongly
     */
    Optional<SentBytes> sent(long size) {
        if (size != expected) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer.join());
        } catch (CompletionException broken) {
            LOG.info("{} is sent once more as a whole: {}", key, String.valueOf(broken.getCause()));
            return Optional.empty();
        }
    }

    /** A row says now that the bytes lie here. */
    void keep() {
        kept = true;
    }

    /** What cannot be removed now is swept. */
    @Override
    public void close() {
        if (!kept) {
            answer.thenRun(removal);
        }
    }
}

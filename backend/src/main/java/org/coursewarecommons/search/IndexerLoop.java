package org.coursewarecommons.search;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the indexer on a thread of its own, so that an engine that hangs keeps no other job waiting. While the engine
 * does not answer it tries ever more rarely, and the log says so once.
 */
@Component
class IndexerLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexerLoop.class);

    private static final long GATHERED_MILLIS = 250;

    private final Indexer indexer;
    private final SearchProperties properties;

    private final AtomicBoolean nudged = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService executor;
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    IndexerLoop(Indexer indexer, SearchProperties properties) {
        this.indexer = indexer;
        this.properties = properties;
    }

    /**
     * Something was just committed: look soon rather than at the next turn. What follows within a moment goes along, for
     * a request of its own for each of fifty documents a second would cost searches more than the moment is worth.
     */
    void nudge() {
        ScheduledExecutorService running = executor;
        if (running != null && nudged.compareAndSet(false, true)) {
            try {
                running.schedule(this::nudgedTurn, GATHERED_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                nudged.set(false);
                LOG.debug("the feed goes on after the restart");
            }
        }
    }

    /** The turn that comes by itself; with a nudged one on its way there is none to spare. */
    private void unlessNudged() {
        if (!nudged.get()) {
            turn();
        }
    }

    private void nudgedTurn() {
        // Before the look: whoever commits during it nudges anew.
        nudged.set(false);
        turn();
    }

    /** One turn: everything that is due. Only ever on the one thread. */
    void turn() {
        if (Instant.now().isBefore(notBefore)) {
            return;
        }
        try {
            indexer.sendDue();
            if (failures > 0) {
                LOG.info("the search index is fed again after {} failed tries", failures);
            }
            failures = 0;
        } catch (RuntimeException unavailable) {
            failures++;
            Duration pause = pause(failures);
            notBefore = Instant.now().plus(pause);
            if (failures == 1) {
                LOG.warn("the search index cannot be fed, changes wait: {}", unavailable.toString());
            } else {
                LOG.debug("the search index cannot be fed, next try in {}", pause, unavailable);
            }
        }
    }

    private Duration pause(int failed) {
        Duration grown = properties.pause().multipliedBy(1L << Math.min(failed - 1, 10));
        return grown.compareTo(properties.maxPause()) < 0 ? grown : properties.maxPause();
    }

    @Override
    public synchronized void start() {
        nudged.set(false);
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "search-indexer");
            thread.setDaemon(true);
            return thread;
        });
        long pause = properties.pause().toMillis();
        started.scheduleWithFixedDelay(this::unlessNudged, pause, pause, TimeUnit.MILLISECONDS);
        executor = started;
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = executor;
        executor = null;
        if (running == null) {
            return;
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(5, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}

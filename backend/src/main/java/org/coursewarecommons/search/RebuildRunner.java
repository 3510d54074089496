package org.coursewarecommons.search;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for a rebuild that nobody is at, and works it off on a thread of its own. */
@Component
class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    private final RebuildRows rows;
    private final RebuildWork work;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable ExecutorService executor;

    RebuildRunner(RebuildRows rows, RebuildWork work) {
        this.rows = rows;
        this.work = work;
    }

    @Scheduled(fixedDelay = 1000)
    void wake() {
        ExecutorService running = executor;
        if (running == null || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            running.execute(this::turn);
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    private void turn() {
        try {
            Optional<Rebuild> mine = rows.claim();
            if (mine.isPresent()) {
                work(mine.get());
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("rebuilds of the search index cannot be looked for: {}", unavailable.toString());
        } finally {
            busy.set(false);
        }
    }

    private void work(Rebuild mine) {
        try {
            work.run(mine);
        } catch (InterruptedException stopping) {
            // Another backend may go on at once.
            rows.release(mine, Duration.ZERO, null);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "search-rebuild");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public synchronized void stop() {
        ExecutorService running = executor;
        executor = null;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            running.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}

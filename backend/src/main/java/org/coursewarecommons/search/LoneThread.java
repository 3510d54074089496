package org.coursewarecommons.search;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One thread for work that may take hours, so that the scheduler which wakes it has nothing to wait for. */
final class LoneThread {

    private static final int SECONDS_TO_STOP = 10;

    private final String name;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable ExecutorService executor;

    LoneThread(String name) {
        this.name = name;
    }

    /** Runs the turn, unless one is running, or the application is stopping. */
    void wake(Runnable turn) {
        ExecutorService running = executor;
        if (running == null || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            running.execute(() -> {
                try {
                    turn.run();
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    synchronized void start() {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Interrupts the turn, and gives it a moment to leave things in order. */
    synchronized void stop() {
        ExecutorService running = executor;
        executor = null;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            running.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return executor != null;
    }
}

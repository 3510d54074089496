package org.coursewarecommons.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs the jobs of this module, one of each kind at a time, and keeps their leases. */
@Component
class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** Told in the transaction that makes a job, heard after its commit. */
    record Waiting() {}

    private final List<Jobs> kinds;
    private final Map<Jobs, Semaphore> slots = new ConcurrentHashMap<>();
    private final Map<Jobs, Jobs.Claimed> running = new ConcurrentHashMap<>();
    private volatile @Nullable ExecutorService threads;
    private volatile boolean started;

    JobRunner(List<Jobs> kinds) {
        this.kinds = List.copyOf(kinds);
        kinds.forEach(kind -> slots.put(kind, new Semaphore(1)));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void waiting(Waiting event) {
        wake();
    }

    @Scheduled(fixedDelay = 1000)
    void wake() {
        kinds.forEach(this::wake);
    }

    private void wake(Jobs kind) {
        ExecutorService pool = threads;
        Semaphore slot = slots.get(kind);
        if (!started || pool == null || slot == null || !slot.tryAcquire()) {
            return;
        }
        try {
            pool.execute(() -> drain(kind, slot));
        } catch (RejectedExecutionException stopping) {
            slot.release();
        }
    }

    private void drain(Jobs kind, Semaphore slot) {
        try {
            Optional<Jobs.Claimed> job = claim(kind);
            while (job.isPresent()) {
                work(kind, job.get());
                job = claim(kind);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.warn("jobs cannot be worked off now: {}", unavailable.toString());
        } finally {
            slot.release();
        }
    }

    private Optional<Jobs.Claimed> claim(Jobs kind) {
        return started ? kind.claim() : Optional.empty();
    }

    private void work(Jobs kind, Jobs.Claimed job) throws InterruptedException {
        long start = System.nanoTime();
        running.put(kind, job);
        try {
            job.run();
        } finally {
            running.remove(kind);
            LOG.info("{} left after {} ms", job.name(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    @Scheduled(fixedDelay = 5000)
    void renew() {
        running.values().forEach(job -> {
            if (!job.renew()) {
                LOG.warn("{} is somebody else's by now", job.name());
            }
        });
    }

    @Override
    public void start() {
        threads = Executors.newCachedThreadPool(work -> new Thread(work, "interop"));
        started = true;
    }

    /** Jobs go on, here or elsewhere, at the first unfinished row. */
    @Override
    public void stop() {
        started = false;
        ExecutorService pool = threads;
        if (pool == null) {
            return;
        }
        pool.shutdownNow();
        try {
            pool.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}

package org.coursewarecommons.inspection;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.coursewarecommons.inspection.FileFacts.VirusScan.State;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works the queue off: woken after each request, and twice a second for what other ways have left there. */
@Component
class InspectionRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InspectionRunner.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** Copying 2 GiB out of the store, on top of the worker's own limit. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);

    private static final int RECORD_TRIES = 5;

    private final InspectionJobs jobs;
    private final InspectionService service;
    private final FileInspector inspector;
    private final InspectionProperties properties;
    private final Semaphore slots;
    private volatile @Nullable ExecutorService threads;
    private volatile boolean running;

    InspectionRunner(
            InspectionJobs jobs, InspectionService service, FileInspector inspector, InspectionProperties properties) {
        this.jobs = jobs;
        this.service = service;
        this.inspector = inspector;
        this.properties = properties;
        slots = new Semaphore(properties.parallel());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void requested(InspectionService.Requested event) {
        wake();
    }

    @Scheduled(fixedDelay = 500)
    void wake() {
        ExecutorService pool = threads;
        if (!running || pool == null || !slots.tryAcquire()) {
            return;
        }
        try {
            pool.execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            slots.release();
        }
    }

    private void drain() {
        try {
            Optional<InspectionJobs.Job> job = claim();
            while (job.isPresent() && work(job.get())) {
                job = claim();
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("the queue of checks cannot be worked off now: {}", unavailable.toString());
        } finally {
            slots.release();
        }
    }

    private Optional<InspectionJobs.Job> claim() {
        return running ? jobs.claim(properties.timeLimit().plus(LEASE_MARGIN)) : Optional.empty();
    }

    /** @return false when it is better to pause */
    private boolean work(InspectionJobs.Job job) {
        try {
            long start = System.nanoTime();
            FileInspector.Inspected inspected = inspector.inspect(job);
            record(job, inspected);
            LOG.info(
                    "file {} is {} {} after {} ms",
                    job.fileId(),
                    inspected.result().state(),
                    inspected.result().findings(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            jobs.release(job, Duration.ZERO, false);
        } catch (WorkerCrash crash) {
            jobs.release(job, Duration.ZERO, true);
            return true;
        } catch (IOException | RuntimeException unavailable) {
            // The store or the disk; the file itself is not to blame and waits without losing a try.
            LOG.warn("file {} cannot be checked now", job.fileId(), unavailable);
            postpone(job, unavailable);
        }
        return false;
    }

    /** For ever would be worse than an error: whoever waits for the file must hear of it. */
    private void postpone(InspectionJobs.Job job, Exception unavailable) {
        int waits = jobs.defer(job, AFTER_FAILURE, LONGEST_PAUSE);
        if (waits >= properties.storeTries()) {
            String why = waits + " tries, " + unavailable.getClass().getSimpleName();
            boolean scanner = unavailable instanceof ScannerUnavailable;
            record(
                    job,
                    FileInspector.Inspected.of(
                            job.fileId(),
                            scanner ? WorkerResult.unscanned(why) : WorkerResult.unavailable(why),
                            new VirusScan(scanner ? State.UNREACHABLE : State.NOT_SCANNED, null)));
        }
    }

    /** What follows from a result may lock rows that somebody else holds at the moment. */
    private void record(InspectionJobs.Job job, FileInspector.Inspected inspected) {
        for (int attempt = 1; ; attempt++) {
            try {
                service.record(job.fileId(), inspected);
                return;
            } catch (ConcurrencyFailureException lostRace) {
                if (attempt == RECORD_TRIES) {
                    throw lostRace;
                }
            }
        }
    }

    @Override
    public void start() {
        threads = Executors.newFixedThreadPool(properties.parallel(), work -> new Thread(work, "inspection"));
        running = true;
    }

    /** Kills the workers; their files are checked again after the next start. */
    @Override
    public void stop() {
        running = false;
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
        return running;
    }
}

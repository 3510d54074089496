package org.coursewarecommons.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.coursewarecommons.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all kinds of jobs have in common: tries are counted, a lease that is lost stops the work, what can't be done now
 * is tried again later.
 *
 * @param <J> a row of {@link LeasedJobs}
 */
abstract class LeasedQueue<J> implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedQueue.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final String kind;
    private final LeasedJobs<J> jobs;
    private final Function<J, UUID> id;
    private final Duration lease;

    /** @param kind for the log */
    LeasedQueue(String kind, LeasedJobs<J> jobs, Function<J, UUID> id, Duration lease) {
        this.kind = kind;
        this.jobs = jobs;
        this.id = id;
        this.lease = lease;
    }

    /** @return false when it broke off because the job is not ours any more or we are to stop */
    abstract boolean work(J job, UUID claim, BooleanSupplier isOurs) throws IOException, InterruptedException;

    /** Ends a job that cannot be done, now or ever. */
    abstract void fail(J job, UUID claim, RowFault fault);

    @Override
    public Optional<Claimed> claim() {
        UUID claim = Ids.next();
        return jobs.claim(claim, lease).map(job -> new Leased(job, claim));
    }

    private final class Leased implements Claimed {

        private final J job;
        private final UUID claim;
        private volatile boolean ours = true;

        Leased(J job, UUID claim) {
            this.job = job;
            this.claim = claim;
        }

        @Override
        public String name() {
            return kind + " " + id.apply(job);
        }

        @Override
        public boolean renew() {
            ours = jobs.renew(id.apply(job), claim, lease);
            return ours;
        }

        @Override
        public void run() throws InterruptedException {
            try {
                if (jobs.attempts(id.apply(job)) > LeasedJobs.MAX_ATTEMPTS) {
                    // Its tries ended with the whole backend: it must not take that down for ever.
                    fail(job, claim, RowFault.of("", "gave-up"));
                } else if (!work(
                        job, claim, () -> ours && !Thread.currentThread().isInterrupted())) {
                    giveBack(Duration.ZERO);
                }
            } catch (UnusableArchive unusable) {
                fail(job, claim, unusable.fault());
            } catch (InterruptedException stopping) {
                giveBack(Duration.ZERO);
                throw stopping;
            } catch (IOException | RuntimeException unavailable) {
                LOG.warn("{} cannot go on now", name(), unavailable);
                giveBack(AFTER_FAILURE);
            }
        }

        private void giveBack(Duration after) {
            jobs.release(id.apply(job), claim, after);
        }
    }
}

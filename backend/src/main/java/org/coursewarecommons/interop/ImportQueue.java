package org.coursewarecommons.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Imports as jobs. */
@Component
class ImportQueue implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final ImportJobs jobs;
    private final ImportWork work;
    private final ImportEnd end;
    private final ImportProperties properties;

    ImportQueue(ImportJobs jobs, ImportWork work, ImportEnd end, ImportProperties properties) {
        this.jobs = jobs;
        this.work = work;
        this.end = end;
        this.properties = properties;
    }

    @Override
    public Optional<Claimed> claim() {
        UUID claim = Ids.next();
        return jobs.claim(claim, properties.lease()).map(job -> new Import(job, claim));
    }

    private final class Import implements Claimed {

        private final ImportJob job;
        private final UUID claim;
        private volatile boolean ours = true;

        Import(ImportJob job, UUID claim) {
            this.job = job;
            this.claim = claim;
        }

        @Override
        public String name() {
            return "import " + job.id();
        }

        @Override
        public boolean renew() {
            ours = jobs.renew(job.id(), claim, properties.lease());
            return ours;
        }

        @Override
        public void run() throws InterruptedException {
            try {
                if (jobs.attempts(job.id()) > ImportJobs.MAX_ATTEMPTS) {
                    // Its tries ended with the whole backend: it must not take that down for ever.
                    end.run(job, claim, JobState.FAILED, List.of(RowFault.of("", "gave-up")));
                } else if (work.run(
                        job, claim, () -> ours && !Thread.currentThread().isInterrupted())) {
                    end.run(job, claim, JobState.DONE, List.of());
                } else {
                    jobs.release(job.id(), claim, Duration.ZERO);
                }
            } catch (UnusableArchive unusable) {
                end.run(job, claim, JobState.FAILED, List.of(unusable.fault()));
            } catch (InterruptedException stopping) {
                jobs.release(job.id(), claim, Duration.ZERO);
                throw stopping;
            } catch (IOException | RuntimeException unavailable) {
                LOG.warn("import {} cannot go on now", job.id(), unavailable);
                jobs.release(job.id(), claim, AFTER_FAILURE);
            }
        }
    }
}

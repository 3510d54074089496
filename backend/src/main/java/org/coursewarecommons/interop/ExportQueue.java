package org.coursewarecommons.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.storage.Blobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Exports as jobs; one that broke off begins anew. */
@Component
class ExportQueue implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(ExportQueue.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final ExportJobs jobs;
    private final ExportWork work;
    private final Blobs blobs;
    private final ImportProperties properties;

    ExportQueue(ExportJobs jobs, ExportWork work, Blobs blobs, ImportProperties properties) {
        this.jobs = jobs;
        this.work = work;
        this.blobs = blobs;
        this.properties = properties;
    }

    @Override
    public Optional<Claimed> claim() {
        UUID claim = Ids.next();
        return jobs.claim(claim, properties.lease()).map(job -> new Export(job, claim));
    }

    private final class Export implements Claimed {

        private final ExportJob job;
        private final UUID claim;
        private volatile boolean ours = true;

        Export(ExportJob job, UUID claim) {
            this.job = job;
            this.claim = claim;
        }

        @Override
        public String name() {
            return "export " + job.id();
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
                    jobs.failed(job.id(), claim, RowFault.of("", "gave-up"));
                } else {
                    write();
                }
            } catch (UnusableArchive tooLarge) {
                jobs.failed(job.id(), claim, tooLarge.fault());
            } catch (InterruptedException stopping) {
                jobs.release(job.id(), claim, Duration.ZERO);
                throw stopping;
            } catch (IOException | RuntimeException unavailable) {
                LOG.warn("export {} cannot go on now", job.id(), unavailable);
                jobs.release(job.id(), claim, AFTER_FAILURE);
            }
        }

        private void write() throws IOException, InterruptedException {
            Path zip = Files.createTempFile("courseware-export", ".zip");
            try {
                ExportWork.Result result = work.write(
                        job, zip, () -> ours && !Thread.currentThread().isInterrupted());
                jobs.done(job.id(), claim, result, blobs.put(zip), properties.exportLifetime());
            } finally {
                Files.deleteIfExists(zip);
            }
        }
    }
}

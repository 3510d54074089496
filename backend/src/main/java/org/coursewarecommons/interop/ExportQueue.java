package org.coursewarecommons.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.coursewarecommons.storage.Blobs;
import org.springframework.stereotype.Component;

/** Exports as jobs; one that broke off begins anew. */
@Component
class ExportQueue extends LeasedQueue<ExportJob> {

    private final ExportJobs jobs;
    private final ExportWork work;
    private final Blobs blobs;
    private final ImportProperties properties;

    ExportQueue(ExportJobs jobs, ExportWork work, Blobs blobs, ImportProperties properties) {
        super("export", jobs, ExportJob::id, properties.lease());
        this.jobs = jobs;
        this.work = work;
        this.blobs = blobs;
        this.properties = properties;
    }

    @Override
    boolean work(ExportJob job, UUID claim, BooleanSupplier isOurs) throws IOException, InterruptedException {
        Path zip = Files.createTempFile("courseware-export", ".zip");
        try {
            ExportWork.Result result = work.write(job, zip, isOurs);
            jobs.done(job.id(), claim, result, blobs.put(zip), properties.exportLifetime());
            return true;
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    @Override
    void fail(ExportJob job, UUID claim, RowFault fault) {
        jobs.failed(job.id(), claim, fault);
    }
}

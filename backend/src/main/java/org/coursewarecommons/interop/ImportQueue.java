package org.coursewarecommons.interop;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Imports as jobs; one that broke off goes on at the first unfinished row. */
@Component
class ImportQueue extends LeasedQueue<ImportJob> {

    private final ImportWork work;
    private final ImportEnd end;

    ImportQueue(ImportJobs jobs, ImportWork work, ImportEnd end, ImportProperties properties) {
        super("import", jobs, ImportJob::id, properties.lease());
        this.work = work;
        this.end = end;
    }

    @Override
    boolean work(ImportJob job, UUID claim, BooleanSupplier isOurs) throws IOException, InterruptedException {
        if (!work.run(job, claim, isOurs)) {
            return false;
        }
        end.run(job, claim, JobState.DONE, List.of());
        return true;
    }

    @Override
    void fail(ImportJob job, UUID claim, RowFault fault) {
        end.run(job, claim, JobState.FAILED, List.of(fault));
    }
}

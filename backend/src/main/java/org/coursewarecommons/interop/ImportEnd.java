package org.coursewarecommons.interop;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records that an import is over, and tells it. */
@Service
class ImportEnd {

    private final ImportJobs jobs;
    private final ImportRows rows;
    private final ApplicationEventPublisher events;

    ImportEnd(ImportJobs jobs, ImportRows rows, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.rows = rows;
        this.events = events;
    }

    @Transactional
    public void run(ImportJob job, UUID claim, JobState state, List<RowFault> faults) {
        if (jobs.finish(job.id(), claim, state, faults)) {
            Map<RowState, Integer> counts = rows.counts(List.of(job.id())).getOrDefault(job.id(), Map.of());
            events.publishEvent(new ImportFinished(
                    job.id(),
                    state.name(),
                    counts.getOrDefault(RowState.DONE, 0),
                    counts.getOrDefault(RowState.FAILED, 0),
                    counts.getOrDefault(RowState.SKIPPED, 0)));
        }
    }
}

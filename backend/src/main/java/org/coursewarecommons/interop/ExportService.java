package org.coursewarecommons.interop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes wishes for exports and finds them again. */
@Service
class ExportService {

    private final ExportJobs jobs;
    private final ExportWork work;
    private final ApplicationEventPublisher events;

    ExportService(ExportJobs jobs, ExportWork work, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.work = work;
        this.events = events;
    }

    /** @throws ProblemException 403 by role, 422 naming each resource that the caller may not have */
    @Transactional
    public ExportJob start(ExportJob.Selection selection, List<UUID> resourceIds, Actor actor) {
        switch (selection) {
            case OWN, CHOSEN -> {
                if (actor.isClient()) {
                    throw ProblemException.forbidden();
                }
            }
            case SCHOOL -> actor.require(Role.SCHOOL_ADMIN);
            case DISTRICT -> actor.require(Role.DISTRICT_STEWARD);
        }
        if (selection == ExportJob.Selection.SCHOOL && actor.schoolId() == null) {
            throw ProblemException.forbidden();
        }
        requireReadable(resourceIds, actor);
        ExportJob job = new ExportJob(
                Ids.next(),
                actor.id(),
                actor.schoolId(),
                actor.roles(),
                selection,
                resourceIds,
                JobState.PENDING,
                0,
                0,
                0,
                null,
                null,
                List.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
        jobs.insert(job);
        events.publishEvent(new ExportStarted(job.id(), selection.name(), resourceIds.size()));
        events.publishEvent(new JobRunner.Waiting());
        return job;
    }

    private void requireReadable(List<UUID> resourceIds, Actor actor) {
        Set<UUID> readable = work.chosen(actor, resourceIds).stream()
                .map(version -> version.version().detail().resourceId())
                .collect(Collectors.toSet());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < resourceIds.size(); i++) {
            if (!readable.contains(resourceIds.get(i))) {
                faults.add(Fault.of("/resourceIds/" + i, "resource-unknown"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** One's own. @throws ProblemException 404 otherwise */
    ExportJob find(UUID id, Actor actor) {
        return jobs.find(id).filter(job -> job.ownerId().equals(actor.id())).orElseThrow(ProblemException::notFound);
    }
}

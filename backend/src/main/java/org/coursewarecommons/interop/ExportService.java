package org.coursewarecommons.interop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.search.ResourceFinder;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes wishes for exports and finds them again. */
@Service
class ExportService {

    /** As many as can be named one by one. */
    private static final int MOST_FOUND = 1000;

    private final ExportJobs jobs;
    private final ExportWork work;
    private final ResourceFinder finder;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ExportService(
            ExportJobs jobs,
            ExportWork work,
            ResourceFinder finder,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.work = work;
        this.finder = finder;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * What a search finds now, with the caller's eyes. Asks the search engine, so not inside a transaction.
     *
     * @throws ProblemException 400 naming a wrong parameter, 422 when nothing or too much is found
     */
    ExportJob startFound(Map<String, List<String>> query, Actor actor) {
        List<UUID> found = finder.find(query, actor, MOST_FOUND + 1);
        if (found.isEmpty()) {
            throw ProblemException.invalid("/query", "nothing-found");
        }
        if (found.size() > MOST_FOUND) {
            throw ProblemException.invalid("/query", "too-much-found", MOST_FOUND);
        }
        return transaction.execute(status -> start(ExportJob.Selection.CHOSEN, found, actor));
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

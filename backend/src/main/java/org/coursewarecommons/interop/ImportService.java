package org.coursewarecommons.interop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Blobs;
import org.coursewarecommons.storage.StoredBlob;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/** Takes imports in and finds them again. */
@Service
class ImportService {

    private final ImportJobs jobs;
    private final Blobs blobs;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ImportService(ImportJobs jobs, Blobs blobs, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.blobs = blobs;
        this.transaction = transaction;
        this.events = events;
    }

    /** How an import is to run. */
    record Wish(ImportMode mode, boolean dryRun) {}

    /** @throws ProblemException 403 when the caller may not import like that */
    static void require(Wish wish, Actor actor) {
        if (wish.mode() == ImportMode.HISTORIC) {
            actor.require(Role.DISTRICT_STEWARD);
        } else {
            actor.require(Role.CONTRIBUTOR, Role.SCHOOL_ADMIN, Role.DISTRICT_STEWARD);
        }
    }

    /** The zip counts for nobody's quota: what is in it will, file by file. */
    ImportJob start(MultipartFile zip, String name, Wish wish, Actor actor) {
        return start(blobs.put(zip), name, wish, actor);
    }

    ImportJob start(StoredBlob zip, String name, Wish wish, Actor actor) {
        ImportJob job = new ImportJob(
                Ids.next(),
                actor.id(),
                actor.schoolId(),
                actor.roles(),
                wish.mode(),
                wish.dryRun(),
                name,
                zip.sha256(),
                zip.size(),
                JobState.PENDING,
                false,
                List.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
        transaction.executeWithoutResult(status -> {
            jobs.insert(job);
            events.publishEvent(new ImportStarted(job.id(), wish.mode().name(), wish.dryRun(), zip.sha256()));
            events.publishEvent(new JobRunner.Waiting());
        });
        return job;
    }

    /** One's own; the district's stewards see all. @throws ProblemException 404 otherwise */
    ImportJob find(UUID id, Actor actor) {
        return jobs.find(id)
                .filter(job -> job.ownerId().equals(actor.id()) || actor.has(Role.DISTRICT_STEWARD))
                .orElseThrow(ProblemException::notFound);
    }
}

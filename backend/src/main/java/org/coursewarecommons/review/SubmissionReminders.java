package org.coursewarecommons.review;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.review.SubmissionClocks.Step;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.OneByOne;
import org.coursewarecommons.shared.TimedPart;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after the time that no task measures: reminds authors of their revision, and tells technicians and coordinators
 * of files whose check takes too long. Each step is one transaction; backends that look at the same moment do it once.
 */
@Component
class SubmissionReminders implements TimedPart {

    private static final int BATCH = 200;

    private final SubmissionClocks clocks;
    private final Submissions submissions;
    private final ReviewedVersions versions;
    private final People people;
    private final OneByOne oneByOne;
    private final ApplicationEventPublisher events;

    SubmissionReminders(
            SubmissionClocks clocks,
            Submissions submissions,
            ReviewedVersions versions,
            People people,
            OneByOne oneByOne,
            ApplicationEventPublisher events) {
        this.clocks = clocks;
        this.submissions = submissions;
        this.versions = versions;
        this.people = people;
        this.oneByOne = oneByOne;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "${courseware.worklist.clocks-every:PT10S}", initialDelayString = "PT10S")
    @Override
    public void runDue() {
        for (Step step : Step.values()) {
            oneByOne.each(step.name(), clocks.due(step, BATCH), id -> act(step, id));
        }
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return clocks.next();
    }

    private void act(Step step, UUID id) {
        Submission submission = submissions.lock(id).orElseThrow();
        if (!clocks.done(step, id)) {
            return;
        }
        VersionDetail version = versions.of(submission);
        switch (step) {
            case REVISION_DUE_SOON -> {
                submissions.tell(id, submission.round(), "revision-due-soon", null);
                tell("submission.revision-due-soon", Set.of(submission.ownerId()), submission, version);
            }
            case CHECK_LATE -> {
                submissions.tell(id, submission.round(), "check-late", null);
                tell("submission.check-late", helpers(version), submission, version);
            }
        }
    }

    /** The coordinators, and the technicians for the item's format. */
    private Set<UUID> helpers(VersionDetail version) {
        String format = Eligibility.format(version);
        Set<UUID> helpers = new HashSet<>();
        people.appointed(Role.REVIEW_COORDINATOR).forEach(person -> helpers.add(person.personId()));
        people.appointed(Role.TECHNICIAN).stream()
                .filter(person -> person.appointment().coversFormat(format))
                .forEach(person -> helpers.add(person.personId()));
        return helpers;
    }

    private void tell(String topic, Set<UUID> persons, Submission submission, VersionDetail version) {
        events.publishEvent(new DomainEvent.Notice(
                topic,
                persons,
                submission.id(),
                "/submissions/" + submission.id(),
                List.of(String.valueOf(version.metadata().title()), submission.versionNumber())));
    }
}

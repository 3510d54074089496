package org.coursewarecommons.review;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.worklist.TaskEscalated;
import org.coursewarecommons.worklist.TaskOverdue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What late tasks mean to a review: the timeline tells it, and in the end the stewards and coordinators hear of it. */
@Component
class LateReviews {

    private final Submissions submissions;
    private final Catalogue catalogue;
    private final Organisations organisations;
    private final People people;
    private final ApplicationEventPublisher events;

    LateReviews(
            Submissions submissions,
            Catalogue catalogue,
            Organisations organisations,
            People people,
            ApplicationEventPublisher events) {
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.organisations = organisations;
        this.people = people;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void overdue(TaskOverdue task) {
        submissions
                .find(task.caseId())
                .ifPresent(submission -> submissions.tell(submission.id(), submission.round(), "task-overdue", null));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void escalated(TaskEscalated task) {
        Optional<Submission> found = submissions.find(task.caseId());
        if (found.isEmpty()) {
            return;
        }
        Submission submission = found.get();
        submissions.tell(submission.id(), submission.round(), "task-escalated", null);
        Set<UUID> above = new HashSet<>();
        people.appointed(Role.REVIEW_COORDINATOR).forEach(person -> above.add(person.personId()));
        Set<UUID> collectives = organisations.collectivesOf(submission.schoolId());
        people.appointed(Role.COLLECTIVE_STEWARD).stream()
                .filter(person -> collectives.contains(person.appointment().organisationId()))
                .forEach(person -> above.add(person.personId()));
        String title = catalogue
                .version(submission.versionId())
                .map(version -> String.valueOf(version.metadata().title()))
                .orElse("");
        events.publishEvent(new DomainEvent.Notice(
                "task.escalated", above, task.taskId(), "/review-tasks/" + task.taskId(), List.of(title)));
    }
}

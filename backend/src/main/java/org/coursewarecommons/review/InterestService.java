package org.coursewarecommons.review;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.review.Interests.Interest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Declaring an interest acts at once: the person is offered nothing of it, and what they hold of it goes back. */
@Service
@Transactional
class InterestService {

    private final Interests interests;
    private final Submissions submissions;
    private final Catalogue catalogue;
    private final People people;
    private final Organisations organisations;
    private final Worklist worklist;
    private final ApplicationEventPublisher events;

    InterestService(
            Interests interests,
            Submissions submissions,
            Catalogue catalogue,
            People people,
            Organisations organisations,
            Worklist worklist,
            ApplicationEventPublisher events) {
        this.interests = interests;
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.people = people;
        this.organisations = organisations;
        this.worklist = worklist;
        this.events = events;
    }

    /** @throws ProblemException 404 unless the caller has to do with the task */
    public Interest declareForTask(UUID taskId, String reason, Actor actor) {
        Task task = worklist.find(taskId)
                .filter(found -> worklist.isInvolved(actor, found.caseId()))
                .orElseThrow(ProblemException::notFound);
        return declared("resource:" + task.resourceId(), reason, actor);
    }

    /** @throws ProblemException 422 unless exactly one of them is named and exists */
    public Interest declare(@Nullable UUID personId, @Nullable UUID schoolId, String reason, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        if ((personId == null) == (schoolId == null)) {
            throw ProblemException.invalid("/personId", "one-of-both");
        }
        if (personId != null) {
            if (personId.equals(actor.id()) || people.byIds(Set.of(personId)).isEmpty()) {
                throw ProblemException.invalid("/personId", "unknown-person");
            }
            return declared("person:" + personId, reason, actor);
        }
        if (schoolId != null && organisations.find(schoolId).isEmpty()) {
            throw ProblemException.invalid("/schoolId", "unknown-organisation");
        }
        return declared("school:" + schoolId, reason, actor);
    }

    @Transactional(readOnly = true)
    public List<Interest> of(@Nullable UUID personId, Actor actor) {
        UUID whose = personId == null ? actor.id() : personId;
        if (!whose.equals(actor.id()) && !worklist.isTeam(actor)) {
            throw ProblemException.forbidden();
        }
        return interests.of(whose);
    }

    /** What was taken away stays away: only what opens from now on is offered again. */
    public Interest end(UUID id, Actor actor) {
        interests
                .find(id)
                .filter(interest -> interest.personId().equals(actor.id()) || worklist.isTeam(actor))
                .orElseThrow(ProblemException::notFound);
        interests.end(id);
        return interests.find(id).orElseThrow();
    }

    private Interest declared(String about, String reason, Actor actor) {
        Interest interest = interests.declare(actor.id(), about, reason);
        for (Submission submission : submissions.open()) {
            if (isNear(submission, about)) {
                worklist.exclude(submission.id(), actor.id(), Eligibility.DECLARED_INTEREST);
            }
        }
        events.publishEvent(new InterestDeclared(interest.id(), actor.id(), about));
        return interest;
    }

    private boolean isNear(Submission submission, String about) {
        if (!about.startsWith("person:")) {
            return about.equals("resource:" + submission.resourceId())
                    || about.equals("school:" + submission.schoolId());
        }
        return catalogue
                .version(submission.versionId())
                .filter(version -> Eligibility.about(submission, version).contains(about))
                .isPresent();
    }
}

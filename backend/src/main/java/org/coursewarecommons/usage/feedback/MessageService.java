package org.coursewarecommons.usage.feedback;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.usage.DefectChanged;
import org.coursewarecommons.usage.LibraryMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Messages from being written to being closed: triage within 1 working day, first answer within 3, done within 10. */
@Service
class MessageService implements LibraryMessages {

    private static final int TRIAGE_DAYS = 1;
    private static final int ANSWER_DAYS = 3;
    private static final int DONE_DAYS = 10;

    private final MessageRows rows;
    private final Catalogue catalogue;
    private final People people;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    MessageService(
            MessageRows rows,
            Catalogue catalogue,
            People people,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.catalogue = catalogue;
        this.people = people;
        this.clock = clock;
        this.days = days;
        this.events = events;
    }

    static boolean isStaff(Actor actor) {
        return actor.has(Role.REVIEW_COORDINATOR) || actor.has(Role.DISTRICT_STEWARD);
    }

    /** @throws ProblemException 403 for systems, 404 for a resource the caller may not read */
    @Transactional
    Message write(MessageBodies.New body, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        if (body.topic().needsResource() && body.resourceId() == null) {
            throw ProblemException.invalid("/resourceId", "required");
        }
        if (body.topic() == Message.Topic.REQUEST && body.subject() == null) {
            throw ProblemException.invalid("/subject", "required");
        }
        Optional<VersionDetail> about = Optional.ofNullable(body.resourceId()).map(id -> catalogue.readable(id, actor));
        Message message = fresh(body, actor);
        rows.insert(message);
        events.publishEvent(new MessageChanged(message.id(), message.topic().name(), "NEW"));
        about.filter(version -> body.topic().isForContributors())
                .ifPresent(version -> notify("general.message-about-yours", version.contributorIds(), message));
        notify("general.message-new", staff(), message);
        return message;
    }

    @Override
    @Transactional
    public UUID error(UUID resourceId, String text, Actor actor) {
        return write(new MessageBodies.New(Message.Topic.ERROR, resourceId, null, null, text, null), actor)
                .id();
    }

    private Message fresh(MessageBodies.New body, Actor actor) {
        Instant now = clock.now();
        return new Message(
                Ids.next(),
                body.topic(),
                body.resourceId(),
                body.subject(),
                body.grade(),
                body.text(),
                body.contact(),
                actor.id(),
                actor.schoolId(),
                Message.State.NEW,
                null,
                Message.Defect.NONE,
                now,
                days.plus(now, TRIAGE_DAYS),
                days.plus(now, ANSWER_DAYS),
                days.plus(now, DONE_DAYS),
                null,
                null,
                null,
                0,
                1);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    Page<Message> list(MessageRows.Filter filter, PageRequest page) {
        return Page.cut(
                rows.page(filter, page),
                page,
                rows.count(filter),
                it -> List.of(it.id().toString()));
    }

    /** @throws ProblemException 404 when the caller has no part in it */
    @Transactional(readOnly = true)
    Message get(UUID id, Actor actor) {
        return rows.find(id).filter(it -> mayRead(it, actor)).orElseThrow(ProblemException::notFound);
    }

    List<MessageRows.Reply> replies(Message message) {
        return rows.replies(message.id());
    }

    /**
     * Sorts a message: to whom it goes, whether the error is one.
     *
     * @throws ProblemException 403 unless staff, 409 when closed, 422 for a person nobody knows
     */
    @Transactional
    Message triage(UUID id, MessageBodies.Triage body, Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
        Message message = open(id, actor);
        Message.Topic topic = body.topic() == null ? message.topic() : body.topic();
        checkTriage(message, body, topic);
        UUID assignee = body.assigneeId() == null ? message.assigneeId() : body.assigneeId();
        Message.Defect defect = body.defect() == null ? message.defect() : body.defect();
        Message changed = save(message.triaged(topic, assignee, defect, clock.now()));
        if (assignee != null && !assignee.equals(message.assigneeId())) {
            notify("general.message-assigned", Set.of(assignee), changed);
        }
        defectChanged(message, changed);
        return changed;
    }

    /** A resource's defects are kept with their times: a cycle counts those that stood when it was frozen. */
    private void defectChanged(Message before, Message after) {
        UUID resource = after.resourceId();
        if (before.defect() == after.defect() || resource == null) {
            return;
        }
        if (after.defect() == Message.Defect.CONFIRMED) {
            rows.confirmDefect(after.id(), resource, clock.now());
        } else {
            rows.endDefect(after.id(), after.defect(), clock.now());
        }
        events.publishEvent(
                new DefectChanged(resource, after.id(), after.defect().name()));
    }

    private void checkTriage(Message message, MessageBodies.Triage body, Message.Topic topic) {
        if (topic.needsResource() && message.resourceId() == null) {
            throw ProblemException.invalid("/topic", "message-without-resource");
        }
        if (body.assigneeId() != null && people.byIds(Set.of(body.assigneeId())).isEmpty()) {
            throw ProblemException.invalid("/assigneeId", "unknown-person");
        }
        boolean confirmed = body.defect() != null && body.defect() != Message.Defect.NONE;
        boolean stays = body.defect() == null && message.defect() != Message.Defect.NONE;
        if ((confirmed || stays) && (topic != Message.Topic.ERROR || message.resourceId() == null)) {
            throw ProblemException.invalid("/defect", "defect-needs-error");
        }
        if (body.defect() == Message.Defect.FIXED && message.defect() != Message.Defect.CONFIRMED) {
            throw ProblemException.invalid("/defect", "defect-not-confirmed");
        }
    }

    /** The author's own reply after an answer opens the message again; anybody else's answers it. */
    @Transactional
    Message reply(UUID id, String text, Actor actor) {
        Message message = locked(id, actor);
        boolean author = message.authorId().equals(actor.id());
        if (!author && message.state() == Message.State.CLOSED) {
            throw ProblemException.invalidTransition(message.state());
        }
        rows.insert(id, new MessageRows.Reply(Ids.next(), actor.id(), !author, text, clock.now()));
        Message changed = save(author ? message.continued() : message.answered(clock.now()));
        notify(author ? "general.message-again" : "general.message-answered", others(changed, author), changed);
        return changed;
    }

    private Set<UUID> others(Message message, boolean author) {
        if (!author) {
            return Set.of(message.authorId());
        }
        return message.assigneeId() == null ? staff() : Set.of(message.assigneeId());
    }

    /**
     * @param defect what became of a confirmed error; null when there is none
     * @throws ProblemException 409 when it is closed already, or when a confirmed error is open and nothing is said of it
     */
    @Transactional
    Message close(UUID id, Message.@Nullable Defect defect, Actor actor) {
        Message message = open(id, actor);
        if (!message.authorId().equals(actor.id())
                && !isStaff(actor)
                && !actor.id().equals(message.assigneeId())) {
            throw ProblemException.forbidden();
        }
        if (message.defect() != Message.Defect.CONFIRMED) {
            if (defect != null && defect != message.defect()) {
                throw ProblemException.invalid("/defect", "defect-not-confirmed");
            }
            return save(message.closed(clock.now()));
        }
        if (defect == null || defect == Message.Defect.CONFIRMED) {
            throw new ProblemException(FeedbackProblem.DEFECT_OPEN);
        }
        if (!isStaff(actor)) {
            throw ProblemException.forbidden();
        }
        Message closed = save(message.triaged(message.topic(), message.assigneeId(), defect, clock.now())
                .closed(clock.now()));
        defectChanged(message, closed);
        return closed;
    }

    /** Tells of clocks that have run out; each once. @return how many */
    @Transactional
    int tellOverdue(int most) {
        List<Message> overdue = rows.overdue(clock.now(), most);
        for (Message message : overdue) {
            Set<UUID> told = new LinkedHashSet<>(staff());
            if (message.assigneeId() != null) {
                told.add(message.assigneeId());
            }
            notify("general.message-overdue", told, message);
            rows.told(message.id(), message.clock());
        }
        return overdue.size();
    }

    private Message save(Message changed) {
        rows.update(changed);
        events.publishEvent(new MessageChanged(
                changed.id(), changed.topic().name(), changed.state().name()));
        return changed;
    }

    private Message open(UUID id, Actor actor) {
        Message message = locked(id, actor);
        if (message.state() == Message.State.CLOSED) {
            throw ProblemException.invalidTransition(message.state());
        }
        return message;
    }

    private Message locked(UUID id, Actor actor) {
        return rows.locked(id).filter(it -> mayRead(it, actor)).orElseThrow(ProblemException::notFound);
    }

    private boolean mayRead(Message message, Actor actor) {
        return message.authorId().equals(actor.id())
                || actor.id().equals(message.assigneeId())
                || isStaff(actor)
                || isContributors(message, actor);
    }

    private boolean isContributors(Message message, Actor actor) {
        UUID resource = message.resourceId();
        return resource != null
                && message.topic().isForContributors()
                && catalogue.published(List.of(resource)).values().stream()
                        .anyMatch(version -> version.contributorIds().contains(actor.id()));
    }

    private Set<UUID> staff() {
        return people.appointed(Role.REVIEW_COORDINATOR).stream()
                .map(People.Appointee::personId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void notify(String topic, Set<UUID> recipients, Message message) {
        if (!recipients.isEmpty()) {
            events.publishEvent(new DomainEvent.Notice(
                    topic,
                    recipients,
                    message.id(),
                    "/messages/" + message.id(),
                    List.of(message.topic().name())));
        }
    }
}

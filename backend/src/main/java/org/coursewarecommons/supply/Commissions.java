package org.coursewarecommons.supply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.supply.CommissionBody.State;
import org.coursewarecommons.supply.CommissionRows.Row;
import org.coursewarecommons.supply.CommissionRows.Seen;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asking, accepting, declining, fulfilling. */
@Service
@Transactional
class Commissions {

    private final CommissionRows rows;
    private final Schools schools;
    private final People people;
    private final Catalogue catalogue;
    private final CodeLists lists;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final ApplicationEventPublisher events;

    Commissions(
            CommissionRows rows,
            Schools schools,
            People people,
            Catalogue catalogue,
            CodeLists lists,
            DomainClock clock,
            WorkingDays calendar,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.schools = schools;
        this.people = people;
        this.catalogue = catalogue;
        this.lists = lists;
        this.clock = clock;
        this.calendar = calendar;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public Page<CommissionBody> page(@Nullable State state, PageRequest page, Actor actor) {
        Seen seen = seen(actor);
        Set<UUID> administered = administered(actor);
        return Page.cut(
                        rows.page(seen, state, after(page), page),
                        page,
                        rows.count(seen, state),
                        row -> List.of(row.id().toString()))
                .map(row -> body(row, actor, administered));
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public CommissionBody get(UUID id, Actor actor) {
        return body(visible(rows.find(id), actor), actor, administered(actor));
    }

    /** @throws ProblemException 403, 409 not-a-lead-school, 422 */
    public CommissionBody ask(CommissionBody.New body, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COLLECTIVE_STEWARD);
        requireCell(body);
        Map<UUID, UUID> leads = schools.leads();
        if (!leads.containsValue(body.schoolId())) {
            throw new ProblemException(SupplyProblem.NOT_A_LEAD_SCHOOL);
        }
        UUID collective = null;
        if (!actor.has(Role.DISTRICT_STEWARD)) {
            collective = stewarded(actor).stream()
                    .filter(id -> body.schoolId().equals(leads.get(id)))
                    .findFirst()
                    .orElseThrow(ProblemException::forbidden);
        }
        Instant now = clock.now();
        Row row = new Row(
                Ids.next(),
                body.subject(),
                body.grade(),
                body.type(),
                body.wish(),
                body.schoolId(),
                collective,
                actor.id(),
                calendar.plus(now, body.workingDays()),
                State.ASKED,
                null,
                null,
                now,
                now);
        rows.insert(row);
        tell(row, "commission.asked", admins(row.schoolId()), State.ASKED, null);
        return get(row.id(), actor);
    }

    /** @throws ProblemException 404, 403, 409 */
    public CommissionBody accept(UUID id, Actor actor) {
        Row row = forSchool(id, actor, State.ASKED);
        return move(row, State.ACCEPTED, null, null, "commission.accepted", Set.of(row.askedBy()), actor);
    }

    /** @throws ProblemException 404, 403, 409 */
    public CommissionBody decline(UUID id, String reason, Actor actor) {
        Row row = forSchool(id, actor, State.ASKED, State.ACCEPTED);
        return move(row, State.DECLINED, reason, null, "commission.declined", Set.of(row.askedBy()), actor);
    }

    /** @throws ProblemException 404, 403, 409; 422 when the resource is not what was asked for */
    public CommissionBody fulfil(UUID id, UUID resourceId, Actor actor) {
        Row row = forSchool(id, actor, State.ACCEPTED);
        VersionDetail made = Optional.ofNullable(
                        catalogue.published(List.of(resourceId)).get(resourceId))
                .filter(version -> version.schoolId().equals(row.schoolId()))
                .orElseThrow(() -> ProblemException.invalid("/resourceId", "not-published-by-school"));
        boolean fits = row.subject().equals(made.metadata().subject())
                && made.metadata().grades() != null
                && made.metadata().grades().contains(row.grade());
        if (!fits) {
            throw ProblemException.invalid("/resourceId", "other-subject-or-grade");
        }
        return move(row, State.FULFILLED, null, resourceId, "commission.fulfilled", Set.of(row.askedBy()), actor);
    }

    /** By whoever asked, or the district. @throws ProblemException 404, 403, 409 */
    public CommissionBody cancel(UUID id, String reason, Actor actor) {
        Row row = visible(rows.lock(id), actor);
        if (!mayCancel(row, actor)) {
            throw ProblemException.forbidden();
        }
        require(row, State.ASKED, State.ACCEPTED);
        return move(row, State.CANCELLED, reason, null, "commission.cancelled", admins(row.schoolId()), actor);
    }

    private CommissionBody move(
            Row row,
            State to,
            @Nullable String reason,
            @Nullable UUID resourceId,
            String topic,
            Set<UUID> recipients,
            Actor actor) {
        rows.move(row.id(), to, reason, resourceId, clock.now());
        tell(row, topic, recipients, to, resourceId);
        return get(row.id(), actor);
    }

    private void tell(Row row, String topic, Set<UUID> recipients, State state, @Nullable UUID resourceId) {
        events.publishEvent(new CommissionChanged(row.id(), row.schoolId(), state.name(), resourceId));
        events.publishEvent(new DomainEvent.Notice(
                topic,
                recipients,
                row.id(),
                "/commissions/" + row.id(),
                List.of(row.subject(), row.grade(), calendar.dayOf(row.dueAt()).toString())));
    }

    private Row forSchool(UUID id, Actor actor, State... from) {
        Row row = visible(rows.lock(id), actor);
        if (!administered(actor).contains(row.schoolId())) {
            throw ProblemException.forbidden();
        }
        require(row, from);
        return row;
    }

    private static void require(Row row, State... from) {
        if (!Set.of(from).contains(row.state())) {
            throw ProblemException.invalidTransition(row.state());
        }
    }

    private Row visible(Optional<Row> row, Actor actor) {
        return row.filter(seen(actor)::has).orElseThrow(ProblemException::notFound);
    }

    private Seen seen(Actor actor) {
        return new Seen(
                actor.has(Role.DISTRICT_STEWARD) || actor.has(Role.AUDITOR),
                actor.id(),
                actor.schoolId(),
                stewarded(actor));
    }

    private void requireCell(CommissionBody.New body) {
        Map<String, String> subject = lists.properties("subjects").get(body.subject());
        if (subject == null) {
            throw ProblemException.invalid("/subject", "unknown-code", body.subject());
        }
        if (!List.of(subject.getOrDefault("grades", "").split("\\|")).contains(body.grade())) {
            throw ProblemException.invalid("/grade", "not-taught", body.grade());
        }
        if (body.type() != null && !lists.properties("types").containsKey(body.type())) {
            throw ProblemException.invalid("/type", "unknown-code", body.type());
        }
    }

    private Set<UUID> stewarded(Actor actor) {
        return actor.has(Role.COLLECTIVE_STEWARD) ? units(actor, Role.COLLECTIVE_STEWARD) : Set.of();
    }

    private Set<UUID> administered(Actor actor) {
        return actor.has(Role.SCHOOL_ADMIN) ? units(actor, Role.SCHOOL_ADMIN) : Set.of();
    }

    private Set<UUID> units(Actor actor, Role role) {
        return people.appointments(actor.id()).stream()
                .filter(appointment -> appointment.role() == role)
                .map(appointment -> appointment.organisationId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Set<UUID> admins(UUID schoolId) {
        return people.appointed(Role.SCHOOL_ADMIN).stream()
                .filter(appointee -> schoolId.equals(appointee.appointment().organisationId()))
                .map(People.Appointee::personId)
                .collect(Collectors.toSet());
    }

    private static boolean mayCancel(Row row, Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD) || row.askedBy().equals(actor.id());
    }

    private static @Nullable UUID after(PageRequest page) {
        String cursor = page.after(0);
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private CommissionBody body(Row row, Actor actor, Set<UUID> administered) {
        List<String> actions = new ArrayList<>();
        if (administered.contains(row.schoolId()) && row.isOpen()) {
            actions.add(row.state() == State.ASKED ? "accept" : "fulfil");
            actions.add("decline");
        }
        if (mayCancel(row, actor) && row.isOpen()) {
            actions.add("cancel");
        }
        return new CommissionBody(
                row.id(),
                row.subject(),
                row.grade(),
                row.type(),
                row.wish(),
                row.schoolId(),
                row.collectiveId(),
                row.state(),
                row.reason(),
                row.resourceId(),
                row.dueAt(),
                row.isOpen() && clock.now().isAfter(row.dueAt()),
                row.createdAt(),
                row.updatedAt(),
                actions);
    }
}

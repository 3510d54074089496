package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What paired schools plan together, and who of both was there. */
@Service
@Transactional
class PairingEvents {

    private static final String SELECT =
            """
            select e.id, e.pairing_id, e.kind, e.subject, e.topic, e.planned_for,
                   count(s.side) filter (where s.side = 'LEAD') as lead_sign_ins,
                   count(s.side) filter (where s.side = 'AIDED') as aided_sign_ins,
                   count(distinct s.side) = 2 as held
              from organisation.pairing_event e left join organisation.pairing_sign_in s on s.event_id = e.id
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Organisations organisations;
    private final Today today;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    PairingEvents(
            JdbcClient jdbc,
            People people,
            Organisations organisations,
            Today today,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.organisations = organisations;
        this.today = today;
        this.clock = clock;
        this.events = events;
    }

    private record Pair(
            UUID leadSchoolId,
            UUID aidedSchoolId,
            @Nullable UUID collectiveId,
            LocalDate validFrom,
            @Nullable LocalDate validUntil) {

        boolean isOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validUntil == null || day.isBefore(validUntil));
        }

        boolean has(@Nullable UUID schoolId) {
            return leadSchoolId.equals(schoolId) || aidedSchoolId.equals(schoolId);
        }
    }

    /** Latest day first. @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Page<PairingEventBody> page(UUID pairingId, PageRequest page) {
        pair(pairingId);
        List<PairingEventBody> rows = jdbc.sql(
                        SELECT
                                + """
                         where e.pairing_id = :pairing and (cast(:after as uuid) is null or e.id < :after)
                         group by e.id order by e.id desc limit :rows
                        """)
                .param("pairing", pairingId)
                .param("after", CodeCursor.id(page, 0))
                .param("rows", page.limit() + 1)
                .query(PairingEventBody.class)
                .list();
        long total = jdbc.sql("select count(*) from organisation.pairing_event where pairing_id = :pairing")
                .param("pairing", pairingId)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, event -> List.of(event.id().toString()));
    }

    /** By somebody of either school, or who coordinates them. @throws ProblemException 404, 403, 409, 422 */
    public PairingEventBody plan(UUID pairingId, PairingEventBody.New body, Actor actor) {
        Pair pair = pair(pairingId);
        if (!mayPlan(pair, actor)) {
            throw ProblemException.forbidden();
        }
        if (!pair.isOn(body.plannedFor())) {
            throw ProblemException.invalid("/plannedFor", "outside-pairing");
        }
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into organisation.pairing_event
                               (id, pairing_id, kind, subject, topic, planned_for, planned_by, planned_at)
                        values (:id, :pairing, :kind, :subject, :topic, :day, :by, :now)
                        """)
                .param("id", id)
                .param("pairing", pairingId)
                .param("kind", body.kind().name())
                .param("subject", body.subject())
                .param("topic", body.topic())
                .param("day", body.plannedFor())
                .param("by", actor.id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new PairingEventChanged(id, pairingId, "planned"));
        return event(pairingId, id);
    }

    /** For one's own school, from the day of the event on; once. @throws ProblemException 404, 403, 409 */
    public PairingEventBody signIn(UUID pairingId, UUID id, Actor actor) {
        Pair pair = pair(pairingId);
        PairingEventBody event = event(pairingId, id);
        if (actor.isClient() || !pair.has(actor.schoolId())) {
            throw ProblemException.forbidden();
        }
        if (today.date().isBefore(event.plannedFor())) {
            throw ProblemException.invalidTransition("PLANNED");
        }
        int added = jdbc.sql(
                        """
                        insert into organisation.pairing_sign_in (event_id, person_id, side, signed_at)
                        values (:event, :person, :side, :now) on conflict (event_id, person_id) do nothing
                        """)
                .param("event", id)
                .param("person", actor.id())
                .param("side", pair.leadSchoolId().equals(actor.schoolId()) ? "LEAD" : "AIDED")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 1) {
            events.publishEvent(new PairingEventChanged(id, pairingId, "signed-in"));
        }
        return event(pairingId, id);
    }

    private boolean mayPlan(Pair pair, Actor actor) {
        if (actor.isClient()) {
            return false;
        }
        return pair.has(actor.schoolId()) || actor.has(Role.DISTRICT_STEWARD) || coordinates(pair, actor);
    }

    private boolean coordinates(Pair pair, Actor actor) {
        Set<UUID> towns = organisations.byIds(Set.of(pair.leadSchoolId(), pair.aidedSchoolId())).values().stream()
                .flatMap(school -> Stream.ofNullable(school.parentId()))
                .collect(Collectors.toSet());
        return people.appointments(actor.id()).stream().anyMatch(appointment -> switch (appointment.role()) {
            case TOWN_COORDINATOR -> towns.contains(appointment.organisationId());
            case COLLECTIVE_STEWARD ->
                pair.collectiveId() != null && pair.collectiveId().equals(appointment.organisationId());
            default -> false;
        });
    }

    private Pair pair(UUID id) {
        return jdbc.sql(
                        """
                        select lead_school_id, aided_school_id, collective_id, valid_from, valid_until
                          from organisation.pairing where id = :id
                        """)
                .param("id", id)
                .query(Pair.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404 */
    public PairingEventBody event(UUID pairingId, UUID id) {
        return jdbc.sql(SELECT + " where e.id = :id and e.pairing_id = :pairing group by e.id")
                .param("id", id)
                .param("pairing", pairingId)
                .query(PairingEventBody.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }
}

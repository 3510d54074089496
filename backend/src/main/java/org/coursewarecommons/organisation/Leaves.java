package org.coursewarecommons.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** Who is away when. */
@Service
@Transactional
class Leaves {

    private static final String SELECT =
            """
            select l.*, p.name, l.valid_from <= :today and :today < l.valid_until as active
              from organisation.leave l join organisation.person p on p.id = l.person_id
            """;

    private static final String FILTER =
            " where :today < l.valid_until and (cast(:personId as uuid) is null or l.person_id = :personId)";

    private final JdbcClient jdbc;
    private final People people;
    private final Today today;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    Leaves(JdbcClient jdbc, People people, Today today, DomainClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.today = today;
        this.clock = clock;
        this.events = events;
    }

    /** Present and coming ones, in the order in which they were entered. */
    @Transactional(readOnly = true)
    public Page<LeaveBody> page(@Nullable UUID personId, PageRequest page) {
        List<LeaveBody> rows = jdbc.sql(SELECT + FILTER
                        + " and (cast(:after as uuid) is null or l.id > :after) order by l.id limit :rows")
                .param("today", today.date())
                .param("personId", personId)
                .param("after", CodeCursor.id(page, 0))
                .param("rows", page.limit() + 1)
                .query(Leaves::read)
                .list();
        long total = jdbc.sql("select count(*) from organisation.leave l" + FILTER)
                .param("today", today.date())
                .param("personId", personId)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, leave -> List.of(leave.id().toString()));
    }

    /** @throws ProblemException 403 or 422 */
    public LeaveBody enter(LeaveBody.New body, Actor actor) {
        UUID personId = body.personId() == null ? actor.id() : body.personId();
        requireMay(actor, personId);
        if (people.byIds(Set.of(personId)).isEmpty()) {
            throw ProblemException.invalid("/personId", "unknown-person");
        }
        if (!body.until().isAfter(body.from())) {
            throw ProblemException.invalid("/until", "before-start");
        }
        if (!body.until().isAfter(today.date())) {
            throw ProblemException.invalid("/until", "not-before-today");
        }
        if (personId.equals(body.standInId())) {
            throw ProblemException.invalid("/standInId", "same-person");
        }
        if (body.standInId() != null && people.byIds(Set.of(body.standInId())).isEmpty()) {
            throw ProblemException.invalid("/standInId", "unknown-person");
        }
        UUID id = insert(body, personId, actor.id());
        events.publishEvent(new LeaveEntered(id, personId, body.standInId(), body.from(), body.until()));
        return find(id);
    }

    /** The person is back. @throws ProblemException 404, 403, or 409 when the leave is over */
    public LeaveBody end(UUID id, Actor actor) {
        LeaveBody leave = find(id);
        if (!actor.id().equals(leave.personId()) && !isTeam(actor)) {
            throw ProblemException.notFound();
        }
        LocalDate date = today.date();
        if (!leave.until().isAfter(date)) {
            throw ProblemException.invalidTransition("ENDED");
        }
        jdbc.sql(
                        """
                        update organisation.leave
                           set valid_until = greatest(valid_from, :today), revision = revision + 1
                         where id = :id
                        """)
                .param("today", date)
                .param("id", id)
                .update();
        events.publishEvent(new LeaveEnded(id, leave.personId()));
        return find(id);
    }

    static boolean isTeam(Actor actor) {
        return actor.has(Role.REVIEW_COORDINATOR) || actor.has(Role.DISTRICT_STEWARD);
    }

    static void requireMay(Actor actor, @Nullable UUID personId) {
        if (actor.isClient() || (!actor.id().equals(personId) && !isTeam(actor))) {
            throw ProblemException.forbidden();
        }
    }

    private LeaveBody find(UUID id) {
        return jdbc.sql(SELECT + " where l.id = :id")
                .param("id", id)
                .param("today", today.date())
                .query(Leaves::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private UUID insert(LeaveBody.New body, UUID personId, UUID byId) {
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into organisation.leave (id, person_id, valid_from, valid_until, stand_in_id, reason,
                            entered_by, entered_at)
                        values (:id, :personId, :from, :until, :standInId, :reason, :byId, :now)
                        """)
                .param("id", id)
                .param("personId", personId)
                .param("from", body.from())
                .param("until", body.until())
                .param("standInId", body.standInId())
                .param("reason", body.reason())
                .param("byId", byId)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private static LeaveBody read(ResultSet row, int number) throws SQLException {
        return new LeaveBody(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("name"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("stand_in_id", UUID.class),
                row.getString("reason"),
                row.getBoolean("active"));
    }
}

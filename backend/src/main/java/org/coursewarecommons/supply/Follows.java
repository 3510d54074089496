package org.coursewarecommons.supply;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.OrganisationUnit.Kind;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.supply.FollowController.FollowBody;
import org.coursewarecommons.supply.FollowController.FollowKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who wants to hear of whom. */
@Service
@Transactional
class Follows {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final People people;
    private final CodeLists lists;
    private final DomainClock clock;

    Follows(JdbcClient jdbc, Organisations organisations, People people, CodeLists lists, DomainClock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.people = people;
        this.lists = lists;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<FollowBody> of(Actor actor) {
        return jdbc.sql("select kind, target, since from supply.follow where person_id = :person order by kind, target")
                .param("person", actor.id())
                .query(FollowBody.class)
                .list();
    }

    /** @throws ProblemException 404 for what isn't there, 403 for systems, 409 beyond 100 */
    public void add(Actor actor, FollowKind kind, String target) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        if (!exists(kind, target)) {
            throw ProblemException.notFound();
        }
        if (of(actor).size() >= MOST) {
            throw new ProblemException(SupplyProblem.TOO_MANY_FOLLOWS, MOST);
        }
        jdbc.sql(
                        """
                        insert into supply.follow (person_id, kind, target, since) values (:person, :kind, :target, :now)
                        on conflict (person_id, kind, target) do nothing
                        """)
                .param("person", actor.id())
                .param("kind", kind.name())
                .param("target", target)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void remove(Actor actor, FollowKind kind, String target) {
        jdbc.sql("delete from supply.follow where person_id = :person and kind = :kind and target = :target")
                .param("person", actor.id())
                .param("kind", kind.name())
                .param("target", target)
                .update();
    }

    private boolean exists(FollowKind kind, String target) {
        if (kind == FollowKind.SUBJECT) {
            return lists.properties("subjects").containsKey(target);
        }
        Optional<UUID> id = uuid(target);
        if (id.isEmpty()) {
            return false;
        }
        if (kind == FollowKind.AUTHOR) {
            return !people.byIds(Set.of(id.get())).isEmpty();
        }
        Set<Kind> wanted = kind == FollowKind.SCHOOL ? Set.of(Kind.SCHOOL) : Set.of(Kind.GROUP, Kind.ALLIANCE);
        return organisations
                .find(id.get())
                .filter(unit -> wanted.contains(unit.kind()))
                .isPresent();
    }

    /** Only as it is written in answers: another spelling would be another row. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}

package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.LiveItem;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A machine flags days of unusual use; people say whether they count (DOMAIN 4.3 C8), and may say otherwise later. */
@Service
class Spikes {

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    Spikes(JdbcClient jdbc, Catalogue catalogue, DomainClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
        this.events = events;
    }

    /**
     * @param ifMatch needed when the day was judged before
     * @throws ProblemException 403 for others than stewards and for contributors, 404 for a day that was never flagged,
     *     428, 412
     */
    @Transactional
    CleaningRuns.DecisionView decide(
            UUID resourceId, LocalDate day, CleaningRuns.DecisionBody body, @Nullable IfMatch ifMatch, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        requireFlagged(resourceId, day);
        LiveItem item = catalogue.live(List.of(resourceId)).get(resourceId);
        if (item != null && item.contributorIds().contains(actor.id())) {
            throw new ProblemException(UsageProblem.OWN_RESOURCE);
        }
        // Two stewards at once: the later one finds the decision of the earlier.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "usage.spike " + resourceId + " " + day)
                .query((row, i) -> 0)
                .single();
        List<CleaningRuns.DecisionView> before = of(resourceId).stream()
                .filter(decision -> decision.day().equals(day))
                .toList();
        if (!before.isEmpty()) {
            if (ifMatch == null) {
                throw new ProblemException(SharedProblem.PRECONDITION_REQUIRED);
            }
            ifMatch.require(before.get(0).revision());
        }
        long revision = before.isEmpty() ? 1 : before.get(0).revision() + 1;
        CleaningRuns.DecisionView decision =
                new CleaningRuns.DecisionView(day, revision, body.excluded(), body.reason(), actor.id(), clock.now());
        insert(resourceId, decision);
        events.publishEvent(new SpikeDecided(resourceId, day, body.excluded(), revision));
        return decision;
    }

    /** All decisions about a resource, newest first. */
    List<CleaningRuns.DecisionView> of(UUID resourceId) {
        return jdbc.sql(
                        """
                        select day, revision, excluded, reason, decided_by, decided_at from usage.spike_decision
                         where resource_id = :resource order by decided_at desc, day desc, revision desc limit 100
                        """)
                .param("resource", resourceId)
                .query(CleaningRuns.DecisionView.class)
                .list();
    }

    private void requireFlagged(UUID resourceId, LocalDate day) {
        boolean flagged = jdbc.sql(
                        "select exists (select 1 from usage.spike where resource_id = :resource and day = :day)")
                .param("resource", resourceId)
                .param("day", day)
                .query(Boolean.class)
                .single();
        if (!flagged) {
            throw ProblemException.notFound();
        }
    }

    private void insert(UUID resourceId, CleaningRuns.DecisionView decision) {
        jdbc.sql(
                        """
                        insert into usage.spike_decision (resource_id, day, revision, excluded, reason, decided_by, decided_at)
                        values (:resource, :day, :revision, :excluded, :reason, :by, :at)
                        """)
                .param("resource", resourceId)
                .param("day", decision.day())
                .param("revision", decision.revision())
                .param("excluded", decision.excluded())
                .param("reason", decision.reason())
                .param("by", decision.decidedBy())
                .param("at", decision.decidedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}

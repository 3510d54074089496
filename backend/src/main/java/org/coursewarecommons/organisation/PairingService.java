package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.OrganisationUnit.Kind;
import org.coursewarecommons.organisation.StructureBodies.EditPairing;
import org.coursewarecommons.organisation.StructureBodies.End;
import org.coursewarecommons.organisation.StructureBodies.NewPairing;
import org.coursewarecommons.organisation.UnitLists.VersionedPairing;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Strong schools aid weaker ones: for all subjects or one, for a time. */
@Service
@Transactional
class PairingService {

    private final JdbcClient jdbc;
    private final StructureRights rights;
    private final StructureService structure;
    private final UnitLists lists;
    private final Organisations organisations;
    private final Today today;
    private final StrictJson json;
    private final ApplicationEventPublisher events;

    PairingService(
            JdbcClient jdbc,
            StructureRights rights,
            StructureService structure,
            UnitLists lists,
            Organisations organisations,
            Today today,
            StrictJson json,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.structure = structure;
        this.lists = lists;
        this.organisations = organisations;
        this.today = today;
        this.json = json;
        this.events = events;
    }

    /** @throws ProblemException 403, 409 when the two are paired then, or 422 */
    public VersionedPairing pair(NewPairing body, Actor actor) {
        requireMay(actor, body.collectiveId());
        requireSides(body);
        LocalDate from = body.from() == null ? today.date() : body.from();
        if (body.until() != null && body.until().isBefore(from)) {
            throw ProblemException.invalid("/until", "before-start");
        }
        // One at a time for the school that aids, so that two equal pairings cannot come about together.
        jdbc.sql("select id from organisation.unit where id = :id for update")
                .param("id", body.leadSchoolId())
                .query(UUID.class)
                .single();
        if (count(body, from, true) > 0) {
            throw new ProblemException(OrganisationProblem.ALREADY_THERE, "PAIRING");
        }
        UUID id = Ids.next();
        Map<String, @Nullable Object> values = values(body, from);
        values.put("id", id);
        values.put("mode", body.mode() != null ? body.mode() : count(body, from, false) > 0 ? "1:n" : "1:1");
        values.put("collectiveId", body.collectiveId());
        values.put("byId", actor.id());
        jdbc.sql(
                        """
                        insert into organisation.pairing (id, lead_school_id, aided_school_id, collective_id, subject,
                               mode, valid_from, valid_until, entered_by)
                        values (:id, :lead, :aided, :collectiveId, :subject, :mode, :from, :until, :byId)
                        on conflict (lead_school_id, aided_school_id, subject, valid_from) do update
                           set id = excluded.id, collective_id = excluded.collective_id, mode = excluded.mode,
                               valid_until = excluded.valid_until, entered_by = excluded.entered_by, end_reason = null
                        """)
                .params(values)
                .update();
        return changed(id, "made");
    }

    /** Whether the two are paired then, in the subject. */
    boolean exists(NewPairing body) {
        return count(body, body.from() == null ? today.date() : body.from(), true) > 0;
    }

    /** @param mergePatch an RFC 7396 document over {@link EditPairing} @throws ProblemException 403, 404, 412 or 422 */
    public VersionedPairing edit(UUID id, byte[] mergePatch, IfMatch ifMatch, Actor actor) {
        VersionedPairing now = locked(id, actor);
        ifMatch.require(now.revision());
        PairingBody body = now.body();
        EditPairing after = json.patched(
                new EditPairing(body.mode(), body.collectiveId(), body.until()), mergePatch, EditPairing.class);
        requireMay(actor, after.collectiveId());
        if (after.until() != null && after.until().isBefore(body.from())) {
            throw ProblemException.invalid("/until", "before-start");
        }
        jdbc.sql(
                        """
                        update organisation.pairing
                           set mode = :mode, collective_id = :collectiveId, valid_until = :until,
                               revision = revision + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("mode", after.mode())
                .param("collectiveId", after.collectiveId())
                .param("until", after.until())
                .update();
        return changed(id, "changed");
    }

    /** @throws ProblemException 403, 404, 409 when it is over, or 422 */
    public VersionedPairing end(UUID id, End end, Actor actor) {
        PairingBody body = locked(id, actor).body();
        LocalDate until = structure.until(end);
        if (body.until() != null && !body.until().isAfter(today.date())) {
            throw ProblemException.invalidTransition("ENDED");
        }
        jdbc.sql(
                        """
                        update organisation.pairing
                           set valid_until = greatest(valid_from, :until), end_reason = :reason,
                               revision = revision + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("until", until)
                .param("reason", end.reason())
                .update();
        return changed(id, "ended");
    }

    private VersionedPairing locked(UUID id, Actor actor) {
        jdbc.sql("select id from organisation.pairing where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
        VersionedPairing now = lists.pairing(id);
        requireMay(actor, now.body().collectiveId());
        return now;
    }

    private VersionedPairing changed(UUID id, String cause) {
        VersionedPairing now = lists.pairing(id);
        PairingBody body = now.body();
        events.publishEvent(new PairingChanged(
                id, body.leadSchool().id(), body.aidedSchool().id(), body.subject(), cause));
        return now;
    }

    /** A collective's steward pairs within their collective; everything else is the district's. */
    private void requireMay(Actor actor, @Nullable UUID collectiveId) {
        if (collectiveId == null) {
            rights.requireDistrict(actor);
            return;
        }
        rights.requireCollective(actor, collectiveId);
        organisations
                .find(collectiveId)
                .filter(unit -> unit.kind().isCollective())
                .orElseThrow(() -> ProblemException.invalid("/collectiveId", "unknown-organisation"));
    }

    private void requireSides(NewPairing body) {
        if (body.leadSchoolId().equals(body.aidedSchoolId())) {
            throw ProblemException.invalid("/aidedSchoolId", "school-with-itself");
        }
        Map<UUID, OrganisationUnit> units = organisations.byIds(Set.of(body.leadSchoolId(), body.aidedSchoolId()));
        requireSide(units.get(body.leadSchoolId()), "/leadSchoolId", body);
        requireSide(units.get(body.aidedSchoolId()), "/aidedSchoolId", body);
    }

    private void requireSide(@Nullable OrganisationUnit unit, String pointer, NewPairing body) {
        if (unit == null || unit.kind() != Kind.SCHOOL) {
            throw ProblemException.invalid(pointer, "unknown-organisation");
        }
        if (body.collectiveId() != null
                && !organisations.collectivesOf(unit.id()).contains(body.collectiveId())) {
            throw ProblemException.invalid(pointer, "no-member");
        }
    }

    /** @param same of the same two schools; else of the school that aids */
    private long count(NewPairing body, LocalDate from, boolean same) {
        return jdbc.sql(
                        """
                        select count(*) from organisation.pairing
                         where lead_school_id = :lead and (aided_school_id = :aided or not :same)
                           and subject is not distinct from cast(:subject as text)
                           and valid_until is distinct from valid_from
                           and (valid_until is null or valid_until > :from)
                           and (cast(:until as date) is null or valid_from < :until)
                        """)
                .params(values(body, from))
                .param("same", same)
                .query(Long.class)
                .single();
    }

    private static Map<String, @Nullable Object> values(NewPairing body, LocalDate from) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("lead", body.leadSchoolId());
        values.put("aided", body.aidedSchoolId());
        values.put("subject", body.subject());
        values.put("from", from);
        values.put("until", body.until());
        return values;
    }
}

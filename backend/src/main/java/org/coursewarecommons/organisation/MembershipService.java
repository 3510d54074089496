package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.OrganisationUnit.Kind;
import org.coursewarecommons.organisation.StructureBodies.End;
import org.coursewarecommons.organisation.StructureBodies.NewLead;
import org.coursewarecommons.organisation.StructureBodies.NewMember;
import org.coursewarecommons.organisation.StructureRows.Membership;
import org.coursewarecommons.organisation.UnitLists.Versioned;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Schools join and leave groups and alliances. What callers may see follows at once, because every door asks for the
 * memberships of the day; no document changes.
 */
@Service
@Transactional
class MembershipService {

    private static final String LEAD = "LEAD";
    private static final String MEMBER = "MEMBER";

    private final StructureRows rows;
    private final StructureRights rights;
    private final StructureService structure;
    private final UnitLists lists;
    private final Organisations organisations;
    private final Today today;
    private final ApplicationEventPublisher events;

    MembershipService(
            StructureRows rows,
            StructureRights rights,
            StructureService structure,
            UnitLists lists,
            Organisations organisations,
            Today today,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.rights = rights;
        this.structure = structure;
        this.lists = lists;
        this.organisations = organisations;
        this.today = today;
        this.events = events;
    }

    /** @return the collective @throws ProblemException 403, 404, 409 when it is a member then, or 422 */
    public Versioned join(UUID collectiveId, NewMember body, Actor actor) {
        collective(collectiveId, actor);
        requireSchool(body.schoolId());
        LocalDate from = body.from() == null ? today.date() : body.from();
        requireOrder(from, body.until());
        requireFree(collectiveId, body.schoolId(), from, body.until());
        rows.join(collectiveId, body.schoolId(), new Membership(MEMBER, from, body.until()), actor.id());
        return changed(collectiveId, body.schoolId(), MEMBER, "joined", from, body.until());
    }

    /** @return the collective @throws ProblemException 403, 404, 409 for the lead, or 422 */
    public Versioned leave(UUID collectiveId, UUID schoolId, End end, Actor actor) {
        collective(collectiveId, actor);
        Membership membership =
                rows.membership(collectiveId, schoolId, today.date()).orElseThrow(ProblemException::notFound);
        LocalDate until = structure.until(end);
        if (membership.role().equals(LEAD)) {
            throw new ProblemException(OrganisationProblem.LEAD_STAYS);
        }
        LocalDate last = until.isBefore(membership.from()) ? membership.from() : until;
        rows.leave(collectiveId, schoolId, membership.from(), last, end.reason());
        return changed(collectiveId, schoolId, membership.role(), "left", membership.from(), last);
    }

    /**
     * Another school leads from a day on; the one before stays as a member.
     *
     * @throws ProblemException 403, 404, 412 or 422
     */
    public Versioned lead(UUID collectiveId, NewLead body, IfMatch ifMatch, Actor actor) {
        ifMatch.require(collective(collectiveId, actor));
        requireSchool(body.schoolId());
        LocalDate from = body.from() == null ? today.date() : body.from();
        if (from.isBefore(today.date())) {
            throw ProblemException.invalid("/from", "not-before-today");
        }
        Optional<UUID> before = rows.lead(collectiveId, from);
        if (before.filter(body.schoolId()::equals).isPresent()) {
            return lists.unit(collectiveId);
        }
        before.ifPresent(school -> become(collectiveId, school, MEMBER, from, actor));
        become(collectiveId, body.schoolId(), LEAD, from, actor);
        return lists.unit(collectiveId);
    }

    private void become(UUID collectiveId, UUID schoolId, String role, LocalDate from, Actor actor) {
        rows.membership(collectiveId, schoolId, from)
                .ifPresent(now -> rows.leave(
                        collectiveId, schoolId, now.from(), now.from().isAfter(from) ? now.from() : from, "role"));
        rows.join(collectiveId, schoolId, new Membership(role, from, null), actor.id());
        changed(collectiveId, schoolId, role, "role-changed", from, null);
    }

    private Versioned changed(
            UUID collectiveId, UUID schoolId, String role, String cause, LocalDate from, @Nullable LocalDate until) {
        rows.grow(collectiveId);
        events.publishEvent(new MembershipChanged(collectiveId, schoolId, role, cause, from, until));
        return lists.unit(collectiveId);
    }

    /** Holds the collective. @return its revision */
    private long collective(UUID id, Actor actor) {
        long revision = rows.lock(id);
        UnitBody body = lists.unit(id).body();
        if (!body.kind().isCollective()) {
            throw ProblemException.notFound();
        }
        rights.requireCollective(actor, id);
        if (body.until() != null && !today.date().isBefore(body.until())) {
            throw ProblemException.invalidTransition("CLOSED");
        }
        return revision;
    }

    private void requireSchool(UUID schoolId) {
        organisations
                .find(schoolId)
                .filter(unit -> unit.kind() == Kind.SCHOOL)
                .orElseThrow(() -> ProblemException.invalid("/schoolId", "unknown-organisation"));
    }

    /** Two times in the same collective never overlap. */
    private void requireFree(UUID collectiveId, UUID schoolId, LocalDate from, @Nullable LocalDate until) {
        boolean overlaps = rows.membership(collectiveId, schoolId, from)
                .filter(other -> until == null || other.from().isBefore(until))
                .isPresent();
        if (overlaps) {
            throw new ProblemException(OrganisationProblem.ALREADY_THERE, MEMBER);
        }
    }

    private static void requireOrder(LocalDate from, @Nullable LocalDate until) {
        if (until != null && until.isBefore(from)) {
            throw ProblemException.invalid("/until", "before-start");
        }
    }
}

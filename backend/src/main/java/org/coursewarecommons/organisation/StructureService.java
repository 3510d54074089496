package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.OrganisationUnit.Kind;
import org.coursewarecommons.organisation.StructureBodies.EditUnit;
import org.coursewarecommons.organisation.StructureBodies.End;
import org.coursewarecommons.organisation.StructureBodies.NewUnit;
import org.coursewarecommons.organisation.StructureRows.Membership;
import org.coursewarecommons.organisation.UnitLists.Versioned;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, edits and closes units. A closed unit stays on record. */
@Service
@Transactional
class StructureService {

    private final StructureRows rows;
    private final StructureRights rights;
    private final UnitLists lists;
    private final Organisations organisations;
    private final Today today;
    private final StrictJson json;
    private final ApplicationEventPublisher events;

    StructureService(
            StructureRows rows,
            StructureRights rights,
            UnitLists lists,
            Organisations organisations,
            Today today,
            StrictJson json,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.rights = rights;
        this.lists = lists;
        this.organisations = organisations;
        this.today = today;
        this.json = json;
        this.events = events;
    }

    /** @throws ProblemException 403, 409 when the code is taken, or 422 */
    public Versioned create(NewUnit body, Actor actor) {
        UUID parentId = parent(body.kind(), body.parentId());
        if (body.kind() == Kind.CLASS && parentId != null) {
            rights.requireSchool(actor, parentId);
        } else {
            rights.requireDistrict(actor);
        }
        EditUnit unit = new EditUnit(
                body.name(),
                parentId,
                body.area(),
                body.type(),
                body.students(),
                body.teachers(),
                body.pilot(),
                body.tier(),
                body.grade());
        UUID id = insert(body, parentId, unit);
        if (body.kind().isCollective()) {
            UUID lead = body.leadSchoolId();
            if (lead == null) {
                throw ProblemException.invalid("/leadSchoolId", "required");
            }
            unit(lead, Kind.SCHOOL, "/leadSchoolId");
            rows.join(id, lead, new Membership("LEAD", today.date(), null), actor.id());
            events.publishEvent(new MembershipChanged(id, lead, "LEAD", "joined", today.date(), null));
        }
        events.publishEvent(new UnitChanged(id, body.kind(), "made"));
        return lists.unit(id);
    }

    /** @param mergePatch an RFC 7396 document over {@link EditUnit} @throws ProblemException 403, 404, 412 or 422 */
    public Versioned edit(UUID id, byte[] mergePatch, IfMatch ifMatch, Actor actor) {
        rows.lock(id);
        Versioned now = lists.unit(id);
        UnitBody body = now.body();
        requireMayEdit(actor, body);
        ifMatch.require(now.revision());
        EditUnit after = json.patched(before(body), mergePatch, EditUnit.class);
        if (body.kind() != Kind.DISTRICT && !java.util.Objects.equals(after.parentId(), body.parentId())) {
            rights.requireDistrict(actor);
            parent(body.kind(), after.parentId());
        }
        return apply(body, after);
    }

    /** The unit, its memberships and its pairings are over. @throws ProblemException 403, 404, 409 or 422 */
    public Versioned close(UUID id, End end, Actor actor) {
        rows.lock(id);
        UnitBody body = lists.unit(id).body();
        if (body.kind() == Kind.CLASS && body.parentId() != null) {
            rights.requireSchool(actor, body.parentId());
        } else {
            rights.requireDistrict(actor);
        }
        if (body.kind() == Kind.DISTRICT || body.until() != null) {
            throw ProblemException.invalidTransition(body.until() == null ? body.kind() : "CLOSED");
        }
        if (body.kind() == Kind.SCHOOL) {
            requireLeadsNothing(id);
        }
        LocalDate until = until(end);
        rows.close(id, until, end.reason());
        events.publishEvent(new UnitChanged(id, body.kind(), "closed"));
        return lists.unit(id);
    }

    Versioned apply(UnitBody body, EditUnit after) {
        if (rows.update(body.id(), after)) {
            events.publishEvent(new UnitChanged(body.id(), body.kind(), "edited"));
        }
        return lists.unit(body.id());
    }

    static EditUnit before(UnitBody body) {
        return new EditUnit(
                body.name(),
                body.parentId(),
                body.area(),
                body.type(),
                body.students(),
                body.teachers(),
                body.pilot(),
                body.tier(),
                body.grade());
    }

    private UUID insert(NewUnit body, @Nullable UUID parentId, EditUnit unit) {
        if (!organisations.byCodes(java.util.List.of(body.code())).isEmpty()) {
            throw new ProblemException(OrganisationProblem.ALREADY_THERE, body.code());
        }
        try {
            return rows.insert(body.kind(), body.code(), parentId, unit);
        } catch (DuplicateKeyException madeMeanwhile) {
            throw new ProblemException(OrganisationProblem.ALREADY_THERE, body.code());
        }
    }

    /** A day that may end something: today or later. */
    LocalDate until(End end) {
        LocalDate until = end.until() == null ? today.date() : end.until();
        if (until.isBefore(today.date())) {
            throw ProblemException.invalid("/until", "not-before-today");
        }
        return until;
    }

    /** @throws ProblemException 422 when it isn't of the kind */
    private void unit(UUID id, Kind kind, String pointer) {
        organisations
                .find(id)
                .filter(unit -> unit.kind() == kind)
                .orElseThrow(() -> ProblemException.invalid(pointer, "unknown-organisation"));
    }

    private @Nullable UUID parent(Kind kind, @Nullable UUID parentId) {
        Kind wanted =
                switch (kind) {
                    case CLASS -> Kind.SCHOOL;
                    case SCHOOL -> Kind.TOWN;
                    case TOWN -> Kind.DISTRICT;
                    case GROUP, ALLIANCE -> null;
                    case DISTRICT -> throw ProblemException.invalid("/kind", "one-district");
                };
        if (wanted == null) {
            if (parentId != null) {
                throw ProblemException.invalid("/parentId", "no-parent");
            }
            return null;
        }
        if (parentId == null) {
            if (kind == Kind.TOWN) {
                return organisations.district().id();
            }
            throw ProblemException.invalid("/parentId", "required");
        }
        unit(parentId, wanted, "/parentId");
        return parentId;
    }

    private void requireMayEdit(Actor actor, UnitBody body) {
        if (body.kind().isCollective()) {
            rights.requireCollective(actor, body.id());
        } else if (body.kind() == Kind.CLASS && body.parentId() != null) {
            rights.requireSchool(actor, body.parentId());
        } else {
            rights.requireDistrict(actor);
        }
    }

    private void requireLeadsNothing(UUID schoolId) {
        for (UUID collective : organisations.collectivesOf(schoolId)) {
            if (rows.lead(collective, today.date()).filter(schoolId::equals).isPresent()) {
                throw new ProblemException(OrganisationProblem.LEAD_STAYS);
            }
        }
    }
}

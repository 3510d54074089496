package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.OrganisationUnit.Kind;
import org.coursewarecommons.organisation.StructureBodies.EditUnit;
import org.coursewarecommons.organisation.StructureBodies.End;
import org.coursewarecommons.organisation.StructureBodies.NewMember;
import org.coursewarecommons.organisation.StructureBodies.NewPairing;
import org.coursewarecommons.organisation.StructureBodies.NewUnit;
import org.coursewarecommons.organisation.StructureRows.Membership;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies one row by the same rules and rights as the doors for single units. */
@Component
class StructureRowImport {

    private static final String CREATED = "CREATED";
    private static final String UPDATED = "UPDATED";
    private static final String UNCHANGED = "UNCHANGED";

    private final StructureService structure;
    private final MembershipService memberships;
    private final PairingService pairings;
    private final StructureRows rows;
    private final StructureRights rights;
    private final UnitLists lists;
    private final Organisations organisations;
    private final Today today;
    private final StrictJson json;

    StructureRowImport(
            StructureService structure,
            MembershipService memberships,
            PairingService pairings,
            StructureRows rows,
            StructureRights rights,
            UnitLists lists,
            Organisations organisations,
            Today today,
            StrictJson json) {
        this.structure = structure;
        this.memberships = memberships;
        this.pairings = pairings;
        this.rows = rows;
        this.rights = rights;
        this.lists = lists;
        this.organisations = organisations;
        this.today = today;
        this.json = json;
    }

    /** @return CREATED, UPDATED or UNCHANGED @throws ProblemException naming the column as {@code /column} */
    String apply(StructureList list, CSVRecord row, Actor actor) {
        return switch (list) {
            case TOWNS -> unit(Kind.TOWN, null, row, actor);
            case SCHOOLS -> unit(Kind.SCHOOL, id(row, "town_code"), row, actor);
            case CLASSES -> unit(Kind.CLASS, id(row, "school_code"), row, actor);
            case COLLECTIVES -> unit(kind(row), null, row, actor);
            case MEMBERSHIPS -> membership(row, actor);
            case PAIRINGS -> pairing(row, actor);
        };
    }

    private String unit(Kind kind, @Nullable UUID parentId, CSVRecord row, Actor actor) {
        String code = required(row, "code");
        NewUnit unit = new NewUnit(
                kind,
                code,
                required(row, "name"),
                parentId,
                StructureList.value(row, "cls"),
                kind.isCollective() ? null : StructureList.value(row, "kind"),
                number(row, "students"),
                number(row, "teachers"),
                flag(row, "pilot"),
                StructureList.value(row, "tier"),
                StructureList.value(row, "grade"),
                kind.isCollective() && StructureList.value(row, "lead_school") != null ? id(row, "lead_school") : null);
        requireValid(unit);
        Optional<OrganisationUnit> known =
                Optional.ofNullable(organisations.byCodes(List.of(code)).get(code));
        if (known.isEmpty()) {
            structure.create(unit, actor);
            return CREATED;
        }
        if (known.get().kind() != kind) {
            throw ProblemException.invalid("/code", "other-kind", known.get().kind());
        }
        return edited(known.get().id(), unit, actor);
    }

    /** Only what the row names is changed. */
    private String edited(UUID id, NewUnit unit, Actor actor) {
        long revision = rows.lock(id);
        UnitBody before = lists.unit(id).body();
        if (before.kind() == Kind.CLASS
                && unit.parentId() != null
                && unit.parentId().equals(before.parentId())) {
            rights.requireSchool(actor, unit.parentId());
        } else {
            rights.requireDistrict(actor);
        }
        EditUnit now = StructureService.before(before);
        EditUnit after = new EditUnit(
                unit.name(),
                unit.parentId() == null ? now.parentId() : unit.parentId(),
                or(unit.area(), now.area()),
                or(unit.type(), now.type()),
                or(unit.students(), now.students()),
                or(unit.teachers(), now.teachers()),
                or(unit.pilot(), now.pilot()),
                or(unit.tier(), now.tier()),
                or(unit.grade(), now.grade()));
        return structure.apply(before, after).revision() == revision ? UNCHANGED : UPDATED;
    }

    private String membership(CSVRecord row, Actor actor) {
        UUID collective = id(row, "collective");
        UUID school = id(row, "school_code");
        LocalDate from = date(row, "from");
        LocalDate until = date(row, "until");
        Optional<Membership> now = rows.membership(collective, school, from == null ? today.date() : from);
        boolean same = now.isPresent() && (from == null || now.get().from().equals(from));
        if (same && java.util.Objects.equals(now.get().until(), until)) {
            return UNCHANGED;
        }
        if (same && until != null) {
            memberships.leave(collective, school, new End("import", until), actor);
            return UPDATED;
        }
        memberships.join(collective, new NewMember(school, from, until), actor);
        if ("LEAD".equals(StructureList.value(row, "role"))) {
            memberships.lead(collective, new StructureBodies.NewLead(school, from), new IfMatch("*"), actor);
        }
        return CREATED;
    }

    private String pairing(CSVRecord row, Actor actor) {
        NewPairing pairing = new NewPairing(
                id(row, "lead_school"),
                id(row, "aided_school"),
                StructureList.value(row, "collective") == null ? null : id(row, "collective"),
                StructureList.value(row, "subject"),
                StructureList.value(row, "mode"),
                date(row, "from"),
                date(row, "until"));
        requireValid(pairing);
        if (pairings.exists(pairing)) {
            return UNCHANGED;
        }
        pairings.pair(pairing, actor);
        return CREATED;
    }

    private void requireValid(Object body) {
        List<Fault> faults = json.violations(body);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private UUID id(CSVRecord row, String column) {
        String code = required(row, column);
        OrganisationUnit unit = organisations.byCodes(List.of(code)).get(code);
        if (unit == null) {
            throw ProblemException.invalid("/" + column, "unknown-organisation");
        }
        return unit.id();
    }

    private static Kind kind(CSVRecord row) {
        String kind = required(row, "kind");
        if (!kind.equals("GROUP") && !kind.equals("ALLIANCE")) {
            throw ProblemException.invalid("/kind", "unknown-code", kind);
        }
        return Kind.valueOf(kind);
    }

    private static String required(CSVRecord row, String column) {
        String value = StructureList.value(row, column);
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid("/" + column, "required");
        }
        return value;
    }

    private static @Nullable LocalDate date(CSVRecord row, String column) {
        String value = StructureList.value(row, column);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException notADay) {
            throw ProblemException.invalid("/" + column, "format");
        }
    }

    private static @Nullable Integer number(CSVRecord row, String column) {
        String value = StructureList.value(row, column);
        try {
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException notANumber) {
            throw ProblemException.invalid("/" + column, "type");
        }
    }

    private static @Nullable Boolean flag(CSVRecord row, String column) {
        String value = StructureList.value(row, column);
        return value == null ? null : value.equals("Y") || value.equals("true");
    }

    private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}

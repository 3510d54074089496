package org.coursewarecommons.interop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.catalog.RecordedState;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.jspecify.annotations.Nullable;

/** What a historic row says of the version's state elsewhere. */
final class RecordedColumns {

    /** The names of DOMAIN 8.2 that are not those of the API. */
    private static final Map<String, Standing> OTHER_NAMES = Map.of(
            "MACHINE_CHECK", new Standing(VersionState.SUBMITTED, "CHECKS"),
            "REVIEW_L1", new Standing(VersionState.SUBMITTED, "L1"),
            "REVIEW_L2", new Standing(VersionState.SUBMITTED, "L2"),
            "REVIEW_L3", new Standing(VersionState.SUBMITTED, "L3"),
            "REVISING", new Standing(VersionState.REVISION_REQUESTED, null),
            "RETIRE_NOTICE", new Standing(VersionState.PROBATION, "NOTICE"),
            "RETIRE_DECIDED", new Standing(VersionState.PROBATION, "DECISION"),
            "IN_APPEAL", new Standing(VersionState.PROBATION, "APPEAL"));

    private static final Map<VersionState, List<String>> PHASES = Map.of(
            VersionState.SUBMITTED, List.of("FILES", "CHECKS", "L1", "L2", "L3"),
            VersionState.PROBATION, List.of("NOTICE", "DECISION", "APPEAL"));

    private final Map<String, OrganisationUnit> units;

    RecordedColumns(Map<String, OrganisationUnit> units) {
        this.units = units;
    }

    private record Standing(VersionState state, @Nullable String phase) {}

    ParsedRow.Takeover read(
            Map<String, String> cells,
            @Nullable ResourceMetadata metadata,
            List<RowFault> faults,
            List<RowFault> notes) {
        Standing standing = standing(cells, faults);
        VersionState state = standing.state();
        String phase = standing.phase();
        if (state == VersionState.SUBMITTED) {
            phase = submitted(phase, metadata, faults, notes);
        } else if (state == VersionState.PURGED) {
            faults.add(RowFault.of(Columns.STATE, "state-not-taken-over", state));
        } else if (state == VersionState.SUSPENDED || state == VersionState.SUPERSEDED) {
            notes.add(RowFault.of(Columns.STATE, "state-only-recorded", state));
        }
        TargetScope scope = scope(cells, metadata, state, faults);
        Instant created = time(cells, Columns.CREATED_AT, faults);
        Instant published = time(cells, Columns.PUBLISHED_AT, faults);
        if (state.wasPublished() && published == null) {
            published = created == null ? Instant.now() : created;
        }
        RecordedState recorded = new RecordedState(
                state,
                phase,
                recommended(cells, faults),
                created,
                state.wasPublished() ? published : null,
                text(cells, Columns.DECISION));
        return new ParsedRow.Takeover(recorded, scope);
    }

    private static boolean recommended(Map<String, String> cells, List<RowFault> faults) {
        String cell = text(cells, Columns.RECOMMENDED);
        if (cell != null && !cell.equalsIgnoreCase("true") && !cell.equalsIgnoreCase("false")) {
            faults.add(RowFault.of(Columns.RECOMMENDED, "type"));
        }
        return "true".equalsIgnoreCase(cell);
    }

    private static Standing standing(Map<String, String> cells, List<RowFault> faults) {
        String name = cells.getOrDefault(Columns.STATE, "DRAFT").strip();
        Standing other = OTHER_NAMES.get(name);
        VersionState state = VersionState.DRAFT;
        String phase = text(cells, Columns.PHASE);
        if (other != null) {
            state = other.state();
            phase = other.phase();
        } else {
            try {
                state = VersionState.valueOf(name);
            } catch (IllegalArgumentException unknown) {
                faults.add(RowFault.of(Columns.STATE, "unknown-code", name));
            }
        }
        if (phase != null && !PHASES.getOrDefault(state, List.of()).contains(phase)) {
            faults.add(RowFault.of(Columns.PHASE, "unknown-code", phase));
        }
        return new Standing(state, phase);
    }

    /** The process begins with the checks of the files and goes to the level of the scope that is asked for. */
    private static String submitted(
            @Nullable String phase, @Nullable ResourceMetadata metadata, List<RowFault> faults, List<RowFault> notes) {
        if (metadata != null) {
            required("type", metadata.type(), faults);
            required("stage", metadata.stage(), faults);
            required("subject", metadata.subject(), faults);
            TargetScope target = metadata.targetScope();
            required("targetScope/level", target == null ? null : "", faults);
            if (target != null && phase != null && phase.startsWith("L")) {
                String level = level(target.level());
                notes.add(
                        level.equals(phase)
                                ? RowFault.of(Columns.STATE, "process-starts-with-checks", phase)
                                : RowFault.of(Columns.STATE, "process-goes-to-level", level, phase));
            }
        }
        return "FILES";
    }

    private static String level(TargetScope.Level scope) {
        return switch (scope) {
            case SCHOOL -> "L1";
            case COLLECTIVE -> "L2";
            case DISTRICT, PUBLIC -> "L3";
        };
    }

    private static void required(String column, @Nullable String value, List<RowFault> faults) {
        if (value == null) {
            faults.add(RowFault.of(column, "required"));
        }
    }

    private @Nullable TargetScope scope(
            Map<String, String> cells, @Nullable ResourceMetadata metadata, VersionState state, List<RowFault> faults) {
        String level = text(cells, Columns.SCOPE);
        if (level == null) {
            return state.wasPublished() && metadata != null ? metadata.targetScope() : null;
        }
        try {
            TargetScope scope = new TargetScope(
                    TargetScope.Level.valueOf(level),
                    RowReader.collectives(
                            units,
                            Columns.SCOPE_COLLECTIVES,
                            cells.getOrDefault(Columns.SCOPE_COLLECTIVES, ""),
                            faults));
            return state.wasPublished() ? scope : null;
        } catch (IllegalArgumentException unknown) {
            faults.add(RowFault.of(Columns.SCOPE, "unknown-code", level));
            return null;
        }
    }

    private static @Nullable String text(Map<String, String> cells, String column) {
        String cell = cells.get(column);
        return cell == null || cell.isBlank() ? null : cell.strip();
    }

    private static @Nullable Instant time(Map<String, String> cells, String column, List<RowFault> faults) {
        String cell = text(cells, column);
        if (cell == null) {
            return null;
        }
        try {
            return cell.length() == 10
                    ? LocalDate.parse(cell).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(cell);
        } catch (DateTimeParseException noTime) {
            faults.add(RowFault.of(column, "format"));
            return null;
        }
    }
}

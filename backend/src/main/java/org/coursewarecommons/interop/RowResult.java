package org.coursewarecommons.interop;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a row ended. */
record RowResult(
        RowState state,
        @Nullable String outcome,
        List<RowFault> faults,
        List<RowFault> notes,
        @Nullable UUID resourceId,
        @Nullable UUID versionId) {

    static RowResult failed(List<RowFault> faults) {
        return new RowResult(RowState.FAILED, null, faults, List.of(), null, null);
    }

    static RowResult valid(List<RowFault> notes) {
        return new RowResult(RowState.VALID, null, List.of(), notes, null, null);
    }

    static RowResult done(String outcome, List<RowFault> notes, UUID resourceId, UUID versionId) {
        return new RowResult(RowState.DONE, outcome, List.of(), notes, resourceId, versionId);
    }

    static RowResult skipped(String outcome, List<RowFault> notes, UUID resourceId) {
        return new RowResult(RowState.SKIPPED, outcome, List.of(), notes, resourceId, null);
    }
}

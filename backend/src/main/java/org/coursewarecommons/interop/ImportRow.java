package org.coursewarecommons.interop;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code interop.import_row}.
 *
 * @param outcome what was done: CREATED, UPDATED, UNCHANGED, EXISTS or NOT_EDITABLE
 * @param notes what was taken over otherwise than it was given
 */
record ImportRow(
        UUID jobId,
        int number,
        String externalKey,
        Map<String, String> cells,
        RowState state,
        @Nullable String outcome,
        List<RowFault> faults,
        List<RowFault> notes,
        @Nullable UUID resourceId,
        @Nullable UUID versionId,
        @Nullable Instant finishedAt) {}

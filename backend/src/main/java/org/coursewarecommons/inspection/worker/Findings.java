package org.coursewarecommons.inspection.worker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.jspecify.annotations.Nullable;

/** What a person should look at, collected while the check goes on; each only once. */
final class Findings {

    /** More say nothing new, and a hostile file must not fill the memory with them. */
    private static final int MAX = 10;

    private final Set<Finding> found = new LinkedHashSet<>();

    void review(String code, String detail) {
        if (found.size() < MAX) {
            found.add(new Finding(code, detail));
        }
    }

    /** The end of a check that refused nothing. */
    WorkerResult toResult(String mediaType) {
        InspectionState state = found.isEmpty() ? InspectionState.PASSED : InspectionState.REVIEW;
        return new WorkerResult(state, mediaType, List.copyOf(found), null);
    }

    /** The refusal first, then what else was seen until then. */
    WorkerResult with(Rejection rejection, @Nullable String mediaType) {
        WorkerResult refused = rejection.toResult(mediaType);
        List<Finding> all = new ArrayList<>(refused.findings());
        all.addAll(found);
        return new WorkerResult(refused.state(), mediaType, all, null);
    }
}

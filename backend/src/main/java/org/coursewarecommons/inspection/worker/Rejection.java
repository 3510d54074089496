package org.coursewarecommons.inspection.worker;

import java.util.List;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.jspecify.annotations.Nullable;

/** Ends a check: what was found makes the rest of it pointless. */
class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    private final InspectionState state;
    private final String code;
    private final String detail;

    private Rejection(InspectionState state, String code, String detail) {
        super(code + " " + detail);
        this.state = state;
        this.code = code;
        this.detail = detail;
    }

    static Rejection failed(String code, String detail) {
        return new Rejection(InspectionState.FAILED, code, detail);
    }

    static Rejection quarantined(String code, String detail) {
        return new Rejection(InspectionState.QUARANTINED, code, detail);
    }

    /** @param mediaType as far as it is known */
    WorkerResult toResult(@Nullable String mediaType) {
        return new WorkerResult(state, mediaType, List.of(new Finding(code, detail)), null);
    }
}

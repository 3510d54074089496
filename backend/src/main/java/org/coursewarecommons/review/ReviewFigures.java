package org.coursewarecommons.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How submissions fare, counted by the school they come from; never by person. */
public interface ReviewFigures {

    /** Of submissions made in the span; what was decided in another system is left out. */
    List<BySchool> submitted(Instant from, Instant until);

    /**
     * @param accepted published
     * @param decided published or rejected
     * @param days calendar days from submission to decision, summed over the decided ones
     */
    record BySchool(UUID schoolId, long submissions, long accepted, long decided, double days) {}
}

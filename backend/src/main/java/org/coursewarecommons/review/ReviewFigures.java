package org.coursewarecommons.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How submissions fare, counted by the school they come from; never by person. */
public interface ReviewFigures {

    /** Of submissions made in the span; what was decided in another system is left out. */
    List<BySchool> submitted(Instant from, Instant until);

    /**
     * How long decisions take, by group of schools, by level, and by both.
     *
     * @param groups name of its group by school; other schools are left out
     * @return a row without group is about all of them, one without level about all levels
     */
    List<Times> times(Map<UUID, String> groups, Instant from, Instant until);

    /**
     * @param level L1, L2 or L3: the last one that the submission reached
     * @param open not decided yet, or back at the author
     * @param medianDays calendar days from submission to decision; null without any decision
     * @param slowDays nine in ten took less
     */
    record Times(
            @Nullable String group,
            @Nullable String level,
            long submissions,
            long decided,
            long open,
            @Nullable Double medianDays,
            @Nullable Double slowDays) {}

    /**
     * @param accepted published
     * @param decided published or rejected
     * @param days calendar days from submission to decision, summed over the decided ones
     */
    record BySchool(UUID schoolId, long submissions, long accepted, long decided, double days) {}
}

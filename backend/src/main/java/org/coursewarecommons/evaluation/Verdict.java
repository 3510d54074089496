package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle makes of one resource, as it is frozen (DOMAIN 4.10).
 *
 * @param peers null when nobody in the whole cycle has enough evidence
 * @param score null without enough evidence: a preview is shown to nobody
 * @param lowStreak windows in a row with a low index, this one included
 * @param deferred nominated, but over the limits of the cycle
 * @param twin the resource that reads most like it, where that was asked for
 */
record Verdict(
        UUID resourceId,
        String proposal,
        int rule,
        String advice,
        boolean deferred,
        int lowStreak,
        @Nullable Peers peers,
        @Nullable EffectScore score,
        List<Hint> hints,
        EffectFacts facts,
        Map<String, Long> excluded,
        int spikes,
        @Nullable UUID twin) {

    /** @param level of the ladder, 0 the closest peers, 4 all */
    record Peers(String key, int level, int n) {}

    /** What to mend, as a key of the module's texts with its arguments. */
    record Hint(String code, List<String> arguments) {}

    Verdict deferring() {
        return new Verdict(
                resourceId,
                proposal,
                rule,
                advice,
                true,
                lowStreak,
                peers,
                score,
                hints,
                facts,
                excluded,
                spikes,
                twin);
    }

    /** The index as people see it, to one decimal; 0 without one. */
    double shown() {
        return score == null ? 0 : Math.round(score.index() * 10) / 10.0;
    }
}

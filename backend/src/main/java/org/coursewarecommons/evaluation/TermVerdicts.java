package org.coursewarecommons.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the published evaluation of a term said, for figures. Cycles that ran in shadow are no part of it. */
public interface TermVerdicts {

    /** When the term's results were published; empty as long as they are not. */
    Optional<Instant> publishedAt(String term);

    /** In the order of the resources; without a published cycle there are none. One statement. */
    List<TermVerdict> of(String term);

    /**
     * @param proposal code of DT-E1, for example PROMOTE
     * @param effect 0–100; null without enough evidence
     */
    record TermVerdict(UUID resourceId, String proposal, @Nullable Double effect) {}
}

package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What published cycles propose, for the modules in which people decide on it. Shadow cycles propose nothing. */
public interface CycleProposals {

    /** Of the last published cycle of all, in the order of the resources. @param proposal for example PROMOTE */
    List<Proposed> latest(String proposal, @Nullable UUID after, int limit);

    /** How many {@link #latest} would give in all. */
    long count(String proposal);

    /** What a published cycle proposes for a resource; empty for a cycle that isn't published. */
    Optional<Proposed> find(UUID cycleId, UUID resourceId);

    /**
     * @param effect the index, 0–100; null without enough evidence
     * @param deferred nominated, but over the limits of the cycle
     * @param twin the resource that it reads most like, where that was asked for
     */
    record Proposed(
            UUID cycleId,
            String term,
            UUID resourceId,
            String proposal,
            int ruleNo,
            boolean deferred,
            @Nullable Double effect,
            @Nullable UUID twin) {}
}

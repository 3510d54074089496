package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a term's evaluation proposes to people. It decides nothing. */
public interface Proposals {

    /**
     * Resources with this proposal in the cycle's present results, in the order of their ids; those that the cycle's limit
     * defers to the next one are left out.
     */
    List<UUID> of(UUID cycleId, String proposal);

    /**
     * What a cycle said of a resource, with its inputs, peers and advice (DOMAIN 4.10), as a JSON object.
     *
     * @param cycleId null: the last published one that knows the resource
     */
    Optional<String> explanation(@Nullable UUID cycleId, UUID resourceId);
}

package org.coursewarecommons.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The published use effect of resources. It measures adoption and perceived value, not learning, and must never be shown
 * without saying so. Cycles that ran in shadow are no part of it.
 */
public interface EffectIndex {

    /** By resource, of the last published cycle that gave one; a resource without any is missing. One statement. */
    Map<UUID, Effect> of(Collection<UUID> resourceIds);

    /**
     * Resources that have an effect, in the order of their ids: whose entry in an index changes with a publication.
     *
     * @param after the last one of the page before; null for the first
     */
    List<UUID> known(@Nullable UUID after, int limit);

    /**
     * @param index 0–100, not rounded
     * @param term of the cycle, for example {@code 2025S2}
     */
    record Effect(double index, String term) {}
}

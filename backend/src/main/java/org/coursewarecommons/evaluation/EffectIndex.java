package org.coursewarecommons.evaluation;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The published use effect of resources, 0–100. It measures adoption and perceived value, not learning, and must never
 * be shown without saying so.
 */
public interface EffectIndex {

    /** By resource, of the last published cycle that gave one; a resource without any is missing. */
    Map<UUID, Double> of(Collection<UUID> resourceIds);
}

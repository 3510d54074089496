package org.coursewarecommons.usage;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** How much resources are used and how they are rated. */
public interface UsageFigures {

    /** By resource id; a resource never used nor rated is missing. */
    Map<UUID, Figures> of(Collection<UUID> resourceIds);

    /**
     * @param downloads clean download events
     * @param ratings how many persons rated
     * @param ratingAverage mean of the stars, 1–5; 0 without ratings
     */
    record Figures(long downloads, long ratings, double ratingAverage) {}
}

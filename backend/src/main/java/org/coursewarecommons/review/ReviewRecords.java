package org.coursewarecommons.review;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What reviews leave for those who look at a resource later: its last composite and who reviewed it. */
public interface ReviewRecords {

    /** Composite of the last review that ended in publication, 0–100; without a scored one a resource is missing. */
    Map<UUID, Double> composites(Collection<UUID> resourceIds);

    /** Everybody who handed in a sheet for one of these resources, once each. */
    List<Reviewed> reviewers(Collection<UUID> resourceIds);

    /** A person reviewed a resource. */
    record Reviewed(UUID resourceId, UUID personId) {}
}

package org.coursewarecommons.usage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people's messages say of resources and of what is missing. */
public interface FeedbackFigures {

    /** How many confirmed errors of each resource are not fixed; a resource without any is missing. */
    Map<UUID, Integer> openDefects(Collection<UUID> resourceIds);

    /** The same as it was at a moment, whatever became of them since. */
    Map<UUID, Integer> openDefects(Collection<UUID> resourceIds, Instant at);

    /** How often something was asked for (求资源) in a time, by subject and grade. @param until not included */
    List<Requested> requests(Instant from, Instant until);

    /** @param grade empty when the request named none */
    record Requested(String subject, String grade, int requests) {}
}

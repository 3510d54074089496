package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was published when, for figures about the library; asks for no right. Each method sends one statement. */
public interface PublicationLog {

    /** Versions published between two moments, the second one excluded, in the order of their publication. */
    List<Published> between(Instant from, Instant until);

    /** Titles, subjects and schools of resources, whatever their state; unknown ones are missing. */
    Map<UUID, Known> known(Collection<UUID> resourceIds);

    /** @param first nothing of the resource was published before; else it is a new version of what was there */
    record Published(
            UUID resourceId, UUID schoolId, String title, @Nullable String subject, boolean first, Instant at) {}

    /** @param title of the version that was published last */
    record Known(UUID resourceId, UUID schoolId, String title, @Nullable String subject) {}
}

package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Tombstone;
import org.jspecify.annotations.Nullable;

/** The tombstones that stand: of resources that were retired and have not come back. */
public interface Tombstones {

    /** By resource; others are missing. */
    Map<UUID, Tombstone> of(Collection<UUID> resourceIds);

    /** With the scopes that the resources had. By resource; others are missing. */
    Map<UUID, Standing> standing(Collection<UUID> resourceIds);

    /**
     * Those that were set between two moments, in the order of their setting.
     *
     * @param from null: from the first
     * @param until null: to the last
     * @param after the id of the last one of the page before; null for the first page
     */
    List<Standing> between(@Nullable Instant from, @Nullable Instant until, @Nullable UUID after, int limit);

    /** How many there are between two moments. */
    long count(@Nullable Instant from, @Nullable Instant until);

    /**
     * A tombstone as other modules need it.
     *
     * @param id of the tombstone; time-ordered
     * @param scopes stable scope ids that the resource had: who stood in one of them may know of it
     * @param subject code, also where the tombstone itself is minimal: for sets, never to be shown with the minimal form
     */
    record Standing(
            UUID id,
            UUID resourceId,
            UUID versionId,
            List<String> scopes,
            @Nullable String type,
            @Nullable String subject,
            Tombstone tombstone) {

        public Standing {
            scopes = List.copyOf(scopes);
        }
    }
}

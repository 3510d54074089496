package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code catalog.version} with its resource's owner. */
record VersionRow(
        UUID id,
        UUID resourceId,
        int major,
        int minor,
        String kind,
        @Nullable String changed,
        VersionState state,
        @Nullable String phase,
        ResourceMetadata metadata,
        boolean recommended,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant publishedAt,
        UUID ownerId,
        UUID schoolId) {

    String number() {
        return major + "." + minor;
    }

    VersionMark mark() {
        return new VersionMark(resourceId, id, number(), state);
    }
}

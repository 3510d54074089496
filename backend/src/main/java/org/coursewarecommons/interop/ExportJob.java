package org.coursewarecommons.interop;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** A row of {@code interop.export_job}. @param leftOut files that its owner may not have, or not now */
record ExportJob(
        UUID id,
        UUID ownerId,
        @Nullable UUID schoolId,
        Set<Role> roles,
        Selection selection,
        List<UUID> resourceIds,
        JobState state,
        int resources,
        int versions,
        int leftOut,
        @Nullable String sha256,
        @Nullable Long size,
        List<RowFault> faults,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {

    /** Which resources. */
    enum Selection {
        OWN,
        /** What the own school's persons have published, and one's own. */
        SCHOOL,
        /** What is published in the district, and one's own. */
        DISTRICT,
        CHOSEN
    }

    /** Whose eyes the export is made with. */
    Actor actor() {
        return new Actor(ownerId, "", "", "", schoolId, roles);
    }
}

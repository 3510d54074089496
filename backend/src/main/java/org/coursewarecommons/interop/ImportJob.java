package org.coursewarecommons.interop;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** A row of {@code interop.import_job}. @param roles what its owner could do when they brought it */
record ImportJob(
        UUID id,
        UUID ownerId,
        @Nullable UUID schoolId,
        Set<Role> roles,
        ImportMode mode,
        boolean dryRun,
        String name,
        String sha256,
        long size,
        JobState state,
        boolean staged,
        List<RowFault> faults,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    boolean isHistoric() {
        return mode == ImportMode.HISTORIC;
    }
}

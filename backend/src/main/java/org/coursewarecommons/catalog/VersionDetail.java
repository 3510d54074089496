package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.inspection.InspectionReport;
import org.jspecify.annotations.Nullable;

/**
 * A version of a resource as other modules see it.
 *
 * @param number {@code major.minor}
 * @param kind MAJOR or MINOR: what the version changes against the one before
 * @param phase where inside SUBMITTED it stands: FILES, CHECKS, L1, L2, L3, DECISION
 * @param metadata null fields are not filled yet; a version under review has all that its type requires
 * @param ownerId the depositing person
 * @param schoolId the owner's school at the time of deposit
 * @param contributorIds persons named as contributors, the owner included
 */
public record VersionDetail(
        UUID resourceId,
        UUID versionId,
        String number,
        String kind,
        VersionState state,
        @Nullable String phase,
        ResourceMetadata metadata,
        UUID ownerId,
        UUID schoolId,
        Set<UUID> contributorIds,
        List<VersionFile> files,
        @Nullable Instant publishedAt,
        Instant updatedAt) {

    /** The same version where it has just been moved to. */
    VersionDetail at(VersionState newState, @Nullable String newPhase) {
        return new VersionDetail(
                resourceId,
                versionId,
                number,
                kind,
                newState,
                newPhase,
                metadata,
                ownerId,
                schoolId,
                contributorIds,
                files,
                publishedAt,
                updatedAt);
    }

    /** A file of a version with its technical check. */
    public record VersionFile(
            UUID fileId,
            String name,
            String role,
            String mediaType,
            long size,
            String sha256,
            InspectionReport inspection) {

        /** Whether its check lets it out. @param early to its owner also before, but never a dangerous one */
        public boolean mayLeave(boolean early) {
            return switch (inspection.state()) {
                case PASSED, REVIEW -> true;
                case QUARANTINED -> false;
                default -> early;
            };
        }
    }
}

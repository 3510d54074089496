package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.storage.StoredBlob;
import org.jspecify.annotations.Nullable;

/**
 * Depositing whole versions at once, for a module that brings many. The rights are the caller's to ask. Methods that
 * change something run in the caller's transaction.
 */
public interface Deposits {

    /** Whose resource it becomes. */
    record Depositor(UUID personId, UUID schoolId) {}

    /** @param id of the file to be; @param role {@code MAIN} or {@code ATTACHMENT} */
    record NewFile(UUID id, String name, String role, String mediaType, StoredBlob blob) {}

    /**
     * @param kind MAJOR or MINOR
     * @param changed against the version before; null for the first
     */
    record NewVersion(
            int major,
            int minor,
            String kind,
            @Nullable String changed,
            ResourceMetadata metadata,
            List<NewFile> files) {

        public NewVersion {
            files = List.copyOf(files);
        }
    }

    /** A version with what only its history tells. */
    record VersionRecord(VersionDetail detail, @Nullable String changed, boolean recommended, Instant createdAt) {}

    /** Why a file of this name can't be deposited. */
    Optional<Fault> refusal(String fileName);

    /** A draft with its files. @param resourceId null for a new resource */
    VersionDetail draft(Depositor depositor, @Nullable UUID resourceId, NewVersion version);

    /**
     * Makes the editable version of a resource the one given.
     *
     * @return the version, or empty when it was so already
     * @throws org.coursewarecommons.shared.ProblemException 409 when no version is editable
     */
    Optional<VersionDetail> replace(UUID resourceId, NewVersion version);

    /** Gives a fresh draft the state it had elsewhere, together with its review. */
    VersionDetail takeOver(UUID versionId, RecordedState recorded);

    /**
     * A draft of the next major version as a copy of the latest, whoever owns it: for what comes back from retirement.
     *
     * @throws org.coursewarecommons.shared.ProblemException 409 while a version is on its way
     */
    VersionDetail successor(UUID resourceId, String changed);

    /** All versions by resource, oldest first; unknown resources are missing. */
    Map<UUID, List<VersionRecord>> histories(Collection<UUID> resourceIds);

    /** Resources in the order of their ids. @param ownerId null: anybody's; @param schoolId null: any school's */
    List<UUID> resources(@Nullable UUID ownerId, @Nullable UUID schoolId, @Nullable UUID after, int limit);
}

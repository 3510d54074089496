package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.ProblemException;

/**
 * The transitions of a version, for the modules that decide about it. Each runs in the caller's transaction, locks the
 * version's row first, throws {@link ProblemException} 409 {@code invalid-transition} when the state forbids it, and
 * publishes a {@link VersionChanged} event.
 */
public interface VersionLifecycle {

    /** Reads a version and holds its row until the transaction ends. */
    VersionDetail lock(UUID versionId);

    /** DRAFT or REVISION_REQUESTED → SUBMITTED, phase FILES. @throws ProblemException 422 naming every missing field */
    void submit(UUID versionId);

    /** Moves on inside SUBMITTED. */
    void phase(UUID versionId, String phase);

    /** SUBMITTED → DRAFT: a file failed its check; {@code quarantined}: → QUARANTINED. */
    void returnToDraft(UUID versionId, boolean quarantined);

    /** SUBMITTED → REVISION_REQUESTED. */
    void requestRevision(UUID versionId);

    /** SUBMITTED → REJECTED. */
    void reject(UUID versionId);

    /** SUBMITTED or REVISION_REQUESTED → WITHDRAWN. */
    void withdraw(UUID versionId);

    /**
     * DRAFT → the state in which another system kept the version; nothing is asked of its metadata. Starts no process.
     *
     * @return the version as it is now
     */
    VersionDetail takeOver(UUID versionId, RecordedState recorded);

    /** SUBMITTED → PUBLISHED; a version published before becomes REPLACED. @param recommended carries the 推荐 mark */
    void publish(UUID versionId, boolean recommended);
}

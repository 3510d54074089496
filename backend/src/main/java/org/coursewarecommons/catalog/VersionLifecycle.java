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

    /** SUBMITTED → PUBLISHED; the version that stood there before, live or retired, becomes REPLACED. @param recommended carries the 推荐 mark */
    void publish(UUID versionId, boolean recommended);

    /** PUBLISHED or PROBATION → PROBATION: a hearing runs. @param phase NOTICE, DECISION or APPEAL */
    void probation(UUID versionId, String phase);

    /** PUBLISHED, PROBATION or SUPERSEDED → SUSPENDED. */
    void suspend(UUID versionId);

    /** PUBLISHED or PROBATION → SUPERSEDED. */
    void supersede(UUID versionId);

    /**
     * SUSPENDED → REVISION_REQUESTED: its contributor mends it. While a next version is on its way already, that one is
     * mended instead, and this one becomes REPLACED: hidden like it was.
     */
    void requestRepair(UUID versionId);

    /** PROBATION, SUSPENDED or SUPERSEDED → PUBLISHED. */
    void reinstate(UUID versionId);

    /** PUBLISHED, PROBATION, SUSPENDED or SUPERSEDED → RETIRED. Whoever calls leaves a tombstone. */
    void retire(UUID versionId);

    /** RETIRED → PURGED, together with the versions that it had replaced. */
    void purge(UUID versionId);
}

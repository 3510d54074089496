package org.coursewarecommons.catalog;

/** The life cycle of a version (DESIGN 3). */
public enum VersionState {
    DRAFT,
    QUARANTINED,
    SUBMITTED,
    REVISION_REQUESTED,
    REJECTED,
    WITHDRAWN,
    PUBLISHED,
    REPLACED,
    /** Low effect: readable with a banner while its hearing runs. */
    PROBATION,
    /** Taken down on a serious complaint. */
    SUSPENDED,
    /** Its textbook edition or standard is no longer adopted. */
    SUPERSEDED,
    RETIRED,
    /** The bytes are gone. */
    PURGED;

    /** Whoever stands in its scope may read it. */
    public boolean isReadable() {
        return this == PUBLISHED || this == PROBATION || this == SUPERSEDED;
    }

    /** The bytes and all else of it are for nobody any more: a tombstone stands in its place. */
    public boolean isGone() {
        return this == RETIRED || this == PURGED;
    }

    /** Was published once, whatever became of it. */
    public boolean wasPublished() {
        return ordinal() >= PUBLISHED.ordinal();
    }

    /** The contributor may change it now. */
    public boolean isEditable() {
        return this == DRAFT || this == QUARANTINED || this == REVISION_REQUESTED;
    }
}

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
    REPLACED;

    /** The contributor may change it now. */
    public boolean isEditable() {
        return this == DRAFT || this == QUARANTINED || this == REVISION_REQUESTED;
    }
}

package org.coursewarecommons.catalog;

import java.util.UUID;

/** That a version exists and how far it is. @param number {@code major.minor} */
record VersionMark(UUID resourceId, UUID id, String number, VersionState state) {

    /** On its way to publication. */
    boolean isInProgress() {
        return state.isEditable() || state == VersionState.SUBMITTED;
    }
}

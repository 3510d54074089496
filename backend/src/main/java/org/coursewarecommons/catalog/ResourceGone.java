package org.coursewarecommons.catalog;

import org.coursewarecommons.shared.ProblemException;

/** The refusal whose answer is no problem document but the tombstone. */
class ResourceGone extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient Tombstone tombstone;

    ResourceGone(Tombstone tombstone) {
        super(CatalogProblem.RESOURCE_GONE);
        this.tombstone = tombstone;
    }

    Tombstone tombstone() {
        return tombstone;
    }
}

package org.coursewarecommons.interop.metadata;

import org.coursewarecommons.catalog.ResourceMetadata;
import org.jspecify.annotations.Nullable;

/** Where a relation leads. */
final class Relations {

    private Relations() {}

    /** Its address; null for a relation that names nothing. */
    static @Nullable String target(ResourceMetadata.Relation relation, String base) {
        return relation.resourceId() != null ? base + "/items/" + relation.resourceId() : relation.url();
    }
}

package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * A version was made, edited or moved to another state. Whoever derives something from a resource (the search index)
 * listens to it.
 *
 * @param from null for a new version
 */
public record VersionChanged(
        UUID resourceId, UUID versionId, @Nullable VersionState from, VersionState to, String cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}

package org.coursewarecommons.sharing;

import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A resource is now visible in other scopes. */
public record ScopesChanged(UUID resourceId, Set<String> scopes) implements DomainEvent {

    public ScopesChanged {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}

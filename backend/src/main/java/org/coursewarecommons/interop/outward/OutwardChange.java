package org.coursewarecommons.interop.outward;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource is live has changed, or what is live there. Told in the transaction of the change.
 *
 * @param versionId the live version, or the one that was live last
 * @param before scopes in which it was live; empty: nowhere
 * @param after scopes in which it is live now
 */
public record OutwardChange(UUID resourceId, @Nullable UUID versionId, Set<String> before, Set<String> after) {}

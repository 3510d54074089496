package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live version without its files: for those who look at the whole shelf.
 *
 * @param kind MAJOR or MINOR: what the version changes against the one before
 * @param schoolId the owner's school at the time of deposit
 * @param contributorIds persons named as contributors, the owner included
 * @param since when the present major version went live, whatever minor versions followed; null when nobody knows
 */
public record LiveVersion(
        UUID resourceId,
        String kind,
        ResourceMetadata metadata,
        UUID schoolId,
        Set<UUID> contributorIds,
        @Nullable Instant publishedAt,
        @Nullable Instant since) {}

package org.coursewarecommons.catalog;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The little of a live version that very many readers at once need to know, read without its whole metadata.
 *
 * @param schoolId the owner's school at the time of deposit
 * @param contributorIds persons named as contributors, the owner included
 * @param subject empty when it has none
 * @param grades empty when none is named
 */
public record LiveItem(
        UUID resourceId, UUID ownerId, UUID schoolId, Set<UUID> contributorIds, String subject, List<String> grades) {

    public LiveItem {
        contributorIds = Set.copyOf(contributorIds);
        grades = List.copyOf(grades);
    }
}

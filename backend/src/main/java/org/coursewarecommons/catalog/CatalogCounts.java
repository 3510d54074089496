package org.coursewarecommons.catalog;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.MeCounts;
import org.springframework.stereotype.Component;

/** How many drafts somebody has. */
@Component
class CatalogCounts implements MeCounts {

    private final Versions versions;

    CatalogCounts(Versions versions) {
        this.versions = versions;
    }

    @Override
    public Map<String, Integer> of(UUID personId) {
        return Map.of("drafts", Math.toIntExact(versions.countOfOwner(personId, VersionState.DRAFT)));
    }
}

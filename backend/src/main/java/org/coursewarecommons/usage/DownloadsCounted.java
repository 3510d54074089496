package org.coursewarecommons.usage;

import java.util.Set;
import java.util.UUID;

/**
 * Downloads were counted a moment ago, so what search shows of these resources has changed. Told in a transaction, for
 * many at once; no event of the record, which would otherwise hold every use a second time.
 */
public record DownloadsCounted(Set<UUID> resourceIds) {

    public DownloadsCounted {
        resourceIds = Set.copyOf(resourceIds);
    }
}

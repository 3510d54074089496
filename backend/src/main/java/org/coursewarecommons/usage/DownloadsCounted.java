package org.coursewarecommons.usage;

import java.util.Set;
import java.util.UUID;

/**
 * Downloads were added to the figures of resources, so what search shows of them has changed. Told inside the
 * transaction, once for a whole batch; no event of the record, which would otherwise hold every use a second time.
 */
public record DownloadsCounted(Set<UUID> resourceIds) {

    public DownloadsCounted {
        resourceIds = Set.copyOf(resourceIds);
    }
}

package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import org.coursewarecommons.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A new version of ours that defines the index otherwise has it built anew, once after its start. */
@Component
class DefinitionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionWatch.class);

    private final ResourceIndex index;
    private final RebuildRows rebuilds;
    private volatile boolean looked;

    DefinitionWatch(ResourceIndex index, RebuildRows rebuilds) {
        this.index = index;
        this.rebuilds = rebuilds;
    }

    /** Until the engine has told. */
    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void look() {
        if (looked) {
            return;
        }
        try {
            index.ensure();
            if (index.isOutdated()) {
                // The sources differ on purpose, there is nothing to compare.
                rebuilds.insert(Ids.next(), false, null)
                        .ifPresent(rebuild ->
                                LOG.info("the index is defined otherwise now: {} is built", rebuild.target()));
            }
            looked = true;
        } catch (IOException | ElasticsearchException unavailable) {
            LOG.debug("the engine has not told yet how its index is defined", unavailable);
        }
    }
}

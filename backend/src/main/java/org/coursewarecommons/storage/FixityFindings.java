package org.coursewarecommons.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what reading a blob has shown. Apart from the reading, so that no transaction waits for the store. */
@Component
class FixityFindings {

    private static final Logger LOG = LoggerFactory.getLogger(FixityFindings.class);

    private final FixityRows rows;
    private final ApplicationEventPublisher events;

    FixityFindings(FixityRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @Transactional
    public void keep(FixityRows.Due due, BlobState found) {
        if (!rows.checked(due, found)) {
            return;
        }
        if (found == BlobState.OK) {
            rows.resolveIncident(due.sha256());
            return;
        }
        rows.openIncident(due.sha256(), found).ifPresent(incident -> {
            LOG.error("blob {} of {} bytes is {}: incident {}", due.sha256(), due.size(), found, incident);
            events.publishEvent(new BlobCorrupted(incident, due.sha256(), found));
        });
    }
}

package org.coursewarecommons.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the bucket early and tells an operator of a dead store early; the start goes on either way. */
@Component
class BucketAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(BucketAtStart.class);

    private final ObjectStore store;

    BucketAtStart(ObjectStore store) {
        this.store = store;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ensureBucket() {
        try {
            store.ensureBucket();
        } catch (RuntimeException unavailable) {
            LOG.warn("the object store does not answer yet; uploads and downloads get 503 until it does", unavailable);
        }
    }
}

package org.coursewarecommons.storage;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the object store answers, as last seen by a look of its own: a probe must not wait for a store that hangs.
 * Without it the backend is degraded, not down, since everything but files goes on.
 */
@Component("objectStoreHealthIndicator")
class ObjectStoreHealth implements HealthIndicator {

    private final ObjectStore store;
    private volatile boolean answers = true;

    ObjectStoreHealth(ObjectStore store) {
        this.store = store;
    }

    @Scheduled(fixedDelayString = "${courseware.health.every:PT5S}")
    void look() {
        try {
            // Whether there is such an object is no matter; that the store says so is.
            store.stat("health");
            answers = true;
        } catch (RuntimeException away) {
            answers = false;
        }
    }

    @Override
    public Health health() {
        return (answers ? Health.up() : Health.status("DEGRADED")).build();
    }
}

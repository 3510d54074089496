package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether search answers, as last seen by a look of its own: a probe must not wait for an engine that hangs. Without
 * search the backend is degraded, not down, since reads by id and writes go on.
 */
@Component("searchHealthIndicator")
class SearchHealth implements HealthIndicator {

    private final ElasticsearchClient client;
    private volatile boolean answers = true;

    SearchHealth(ElasticsearchClient client) {
        this.client = client;
    }

    @Scheduled(fixedDelayString = "${courseware.health.every:PT5S}")
    void look() {
        try {
            answers = client.ping().value();
        } catch (IOException | RuntimeException away) {
            answers = false;
        }
    }

    @Override
    public Health health() {
        return (answers ? Health.up() : Health.status("DEGRADED")).build();
    }
}

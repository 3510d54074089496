package org.coursewarecommons.interop.webhook;

import java.time.ZoneOffset;
import org.coursewarecommons.interop.outward.OutwardChange;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps each change in the transaction in which it happens: what is rolled back is told to nobody. */
@Component
class WebhookOutbox {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    WebhookOutbox(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OutwardChange change) {
        jdbc.sql(
                        """
                        insert into interop.webhook_event (id, resource_id, version_id, before, after, at)
                        values (:id, :resource, :version, :before, :after, :now)
                        """)
                .param("id", Ids.next())
                .param("resource", change.resourceId())
                .param("version", change.versionId())
                .param("before", change.before().toArray(String[]::new))
                .param("after", change.after().toArray(String[]::new))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}

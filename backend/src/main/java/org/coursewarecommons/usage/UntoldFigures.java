package org.coursewarecommons.usage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells search of grown figures once a second, so many at most: a burst of uses becomes a trickle of documents. */
@Component
class UntoldFigures {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    UntoldFigures(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "PT1S")
    @Transactional
    public void tell() {
        List<UUID> told = jdbc.sql(
                        """
                        update usage.figures set untold = false
                         where resource_id in (select resource_id from usage.figures where untold
                                                order by resource_id limit :most for update skip locked)
                        returning resource_id
                        """)
                .param("most", MOST)
                .query(UUID.class)
                .list();
        if (!told.isEmpty()) {
            Set<UUID> changed = new HashSet<>(told);
            events.publishEvent(new DownloadsCounted(changed));
        }
    }
}

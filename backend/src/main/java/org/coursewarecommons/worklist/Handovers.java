package org.coursewarecommons.worklist;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.worklist.Worklist.Handover;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who gave which task to whom, and why. */
@Repository
class Handovers {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Handovers(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param byId null for the system
     * @param toId null when it went back to all
     * @param overrode the rules that were passed over
     */
    void record(
            Task task,
            HandoverCause cause,
            @Nullable UUID byId,
            @Nullable UUID toId,
            String reason,
            List<String> overrode) {
        jdbc.sql(
                        """
                        insert into worklist.handover (id, task_id, at, by_id, from_id, to_id, reason, cause, overrode)
                        values (:id, :taskId, :now, :byId, :fromId, :toId, :reason, :cause, :overrode)
                        """)
                .param("id", Ids.next())
                .param("taskId", task.id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("byId", byId)
                .param("fromId", task.holderId())
                .param("toId", toId)
                .param("reason", reason)
                .param("cause", cause.name())
                .param("overrode", overrode.toArray(String[]::new))
                .update();
    }

    /** Oldest first. */
    List<Handover> of(UUID taskId) {
        return jdbc.sql("select * from worklist.handover where task_id = :id order by id")
                .param("id", taskId)
                .query((row, number) -> new Handover(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        HandoverCause.valueOf(row.getString("cause")),
                        row.getObject("by_id", UUID.class),
                        row.getObject("from_id", UUID.class),
                        row.getObject("to_id", UUID.class),
                        row.getString("reason"),
                        Arrays.asList((String[]) row.getArray("overrode").getArray())))
                .list();
    }
}

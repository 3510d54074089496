package org.coursewarecommons.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of clocks: at 60 % of a task's working time its holder is reminded, at 100 % it goes back, at 150 % up. */
@Repository
class TaskClocks {

    private static final int REMIND = 60;
    private static final int ESCALATE = 150;

    private final TaskStore store;
    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final WorkingDays days;

    TaskClocks(TaskStore store, JdbcClient jdbc, DomainClock clock, WorkingDays days) {
        this.store = store;
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    /** What is to be done about a task, and the column that says that it was. */
    enum Step {
        REMIND("remind_at", "reminded_at"),
        RETURN("due", "returned_at"),
        ESCALATE("escalate_at", "escalated_at");

        private final String at;
        private final String done;

        Step(String at, String done) {
            this.at = at;
            this.done = done;
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(TaskOffered offered) {
        Task task = store.find(offered.taskId()).orElseThrow();
        Instant due = task.due();
        if (due == null) {
            return;
        }
        jdbc.sql(
                        """
                        insert into worklist.clock (task_id, remind_at, due, escalate_at)
                        values (:id, :remindAt, :due, :escalateAt)
                        """)
                .param("id", task.id())
                .param("remindAt", utc(days.share(task.since(), due, REMIND)))
                .param("due", utc(due))
                .param("escalateAt", utc(days.share(task.since(), due, ESCALATE)))
                .update();
    }

    /** Tasks that still run and for which the step is due but not done, oldest first. */
    List<UUID> due(Step step, int most) {
        return jdbc.sql(
                        """
                        select c.task_id from worklist.clock c join worklist.task t on t.id = c.task_id
                         where c.%s is null and c.%s <= :now and t.state in ('OPEN', 'CLAIMED')
                         order by c.%2$s, c.task_id limit :most
                        """
                                .formatted(step.done, step.at))
                .param("now", utc(clock.now()))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Notes that the step is done. @return false when somebody else did it meanwhile */
    boolean done(Step step, UUID taskId) {
        return jdbc.sql("update worklist.clock set %1$s = :now where task_id = :id and %1$s is null"
                                .formatted(step.done))
                        .param("now", utc(clock.now()))
                        .param("id", taskId)
                        .update()
                == 1;
    }

    /** The next moment at which anything is to be done; empty when nothing is. */
    Optional<Instant> next() {
        return jdbc.sql(
                        """
                        select min(at) as at from (
                            select min(c.remind_at) as at from worklist.clock c join worklist.task t on t.id = c.task_id
                             where c.reminded_at is null and t.state in ('OPEN', 'CLAIMED')
                            union all
                            select min(c.due) from worklist.clock c join worklist.task t on t.id = c.task_id
                             where c.returned_at is null and t.state in ('OPEN', 'CLAIMED')
                            union all
                            select min(c.escalate_at) from worklist.clock c join worklist.task t on t.id = c.task_id
                             where c.escalated_at is null and t.state in ('OPEN', 'CLAIMED')) n
                         where at is not null
                        having min(at) is not null
                        """)
                .query(TaskClocks::instant)
                .optional();
    }

    private static Instant instant(ResultSet row, int number) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}

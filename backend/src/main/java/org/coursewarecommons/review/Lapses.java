package org.coursewarecommons.review;

import java.time.ZoneOffset;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.worklist.TaskOverdue;
import org.coursewarecommons.worklist.Worklist;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who let the time of a sheet run out: the sheet that comes in at last is somebody else's, and says nothing. */
@Component
class Lapses {

    private final Worklist worklist;
    private final JdbcClient jdbc;
    private final DomainClock clock;

    Lapses(Worklist worklist, JdbcClient jdbc, DomainClock clock) {
        this.worklist = worklist;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void overdue(TaskOverdue lapse) {
        worklist.find(lapse.taskId()).filter(task -> task.form() != null).ifPresent(task -> jdbc.sql(
                        """
                                insert into review.lapse (task_id, person_id, form, at)
                                values (:taskId, :personId, :form, :now) on conflict do nothing
                                """)
                .param("taskId", task.id())
                .param("personId", lapse.personId())
                .param("form", task.form())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update());
    }
}

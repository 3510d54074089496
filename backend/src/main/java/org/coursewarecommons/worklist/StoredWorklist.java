package org.coursewarecommons.worklist;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.MeCounts;
import org.coursewarecommons.worklist.TaskQueues.Filter;
import org.coursewarecommons.worklist.TaskQueues.Queue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers other modules from the same rows as the queues. */
@Component
class StoredWorklist implements Worklist, MeCounts {

    private final TaskQueues queues;
    private final Standings standings;
    private final JdbcClient jdbc;

    StoredWorklist(TaskQueues queues, Standings standings, JdbcClient jdbc) {
        this.queues = queues;
        this.standings = standings;
        this.jdbc = jdbc;
    }

    @Override
    public boolean isInvolved(Actor actor, UUID caseId) {
        return queues.isInvolved(standings.of(actor), caseId);
    }

    @Override
    public List<Task> ofCase(UUID caseId) {
        return jdbc.sql("select " + TaskStore.COLUMNS
                        + " from worklist.task t where t.case_id = :caseId order by t.since, t.id")
                .param("caseId", caseId)
                .query((row, number) -> TaskStore.task(row))
                .list();
    }

    @Override
    public Map<String, Integer> of(UUID personId) {
        Standing standing = standings.of(personId);
        return Map.of(
                "myTasks", Math.toIntExact(queues.count(standing, Queue.MINE, Filter.NONE)),
                "available", Math.toIntExact(queues.count(standing, Queue.AVAILABLE, Filter.NONE)));
    }
}

package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.BulkBodies.Reassignments;
import org.coursewarecommons.worklist.BulkBodies.Result;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many tasks in one call. Each row succeeds or fails by itself, behind a savepoint; rows are worked on in the order of
 * the tasks' ids, so that two such calls never wait for each other in a circle.
 */
@Component
class BulkDesk {

    private final TaskDesk desk;
    private final TaskViews views;
    private final MessageSource messages;
    private final TransactionTemplate savepoint;

    BulkDesk(TaskDesk desk, TaskViews views, MessageSource messages, PlatformTransactionManager transactions) {
        this.desk = desk;
        this.views = views;
        this.messages = messages;
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** @return one result a task, in the order asked for */
    List<Result> claim(List<UUID> taskIds, Actor actor) {
        return each(taskIds, id -> desk.claim(id, actor), actor);
    }

    /** @return one result a row, in the order asked for */
    List<Result> reassign(List<Reassignments.Row> rows, String reason, Actor actor) {
        Map<UUID, UUID> persons = new TreeMap<>();
        rows.forEach(row -> persons.put(row.taskId(), row.personId()));
        return each(
                rows.stream().map(Reassignments.Row::taskId).toList(),
                id -> desk.reassign(id, persons.get(id), reason, actor),
                actor);
    }

    private List<Result> each(List<UUID> taskIds, Function<UUID, Task> work, Actor actor) {
        Map<UUID, Task> done = new TreeMap<>();
        Map<UUID, ProblemException> refused = new TreeMap<>();
        for (UUID id : taskIds.stream().sorted().distinct().toList()) {
            try {
                done.put(id, savepoint.execute(status -> work.apply(id)));
            } catch (ProblemException refusal) {
                refused.put(id, refusal);
            }
        }
        Map<UUID, TaskView> shown = views.views(List.copyOf(done.values()), actor);
        List<Result> results = new ArrayList<>();
        for (UUID id : taskIds) {
            ProblemException refusal = refused.get(id);
            results.add(refusal == null ? new Result(id, 200, shown.get(id), null) : refused(id, refusal));
        }
        return results;
    }

    private Result refused(UUID id, ProblemException refusal) {
        String code = refusal.problem().code();
        List<String> rules = refusal.faults().stream().map(Fault::code).toList();
        String detail = messages.getMessage(
                rules.isEmpty() ? "problem." + code + ".detail" : "fault." + rules.get(0),
                refusal.args().toArray(),
                code,
                LocaleContextHolder.getLocale());
        return new Result(
                id,
                refusal.problem().status().value(),
                null,
                new BulkBodies.Refusal(code, rules, String.valueOf(detail)));
    }
}

package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.TaskQueues.Filter;
import org.coursewarecommons.worklist.TaskQueues.Listed;
import org.coursewarecommons.worklist.TaskQueues.Queue;
import org.coursewarecommons.worklist.TaskQueues.Sort;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks as a caller sees them. */
@Component
class TaskViews {

    private static final PageRequest FIRST = new PageRequest(1, List.of());

    private final TaskQueues queues;
    private final TaskStore store;
    private final TaskKinds kinds;
    private final Standings standings;

    TaskViews(TaskQueues queues, TaskStore store, TaskKinds kinds, Standings standings) {
        this.queues = queues;
        this.store = store;
        this.kinds = kinds;
        this.standings = standings;
    }

    Page<TaskView> page(Queue queue, Filter filter, Sort sort, PageRequest page, Actor actor) {
        Standing standing = standings.of(actor);
        Page<Listed> listed = queues.page(standing, queue, filter, sort, page);
        Map<UUID, PersonSummary> names = names(listed.items());
        return listed.map(row -> view(row.task(), row.available(), standing, names));
    }

    TaskView.Counts counts(Filter filter, Actor actor) {
        Standing standing = standings.of(actor);
        return new TaskView.Counts(
                queues.count(standing, Queue.MINE, filter),
                queues.count(standing, Queue.AVAILABLE, filter),
                queues.count(standing, Queue.TEAM, filter));
    }

    /** @throws ProblemException 404 unless the caller holds or held it, could claim it or watches over all */
    TaskView.Detail detail(Task task, Actor actor) {
        Standing standing = standings.of(actor);
        boolean available = queues.isAvailable(standing, task.id());
        if (!available && !standing.team() && !actor.id().equals(task.holderId())) {
            throw ProblemException.notFound();
        }
        return new TaskView.Detail(
                view(task, standing),
                kinds.of(task.taskKey()).material(task),
                store.draft(task.id(), actor.id()).orElse(null));
    }

    TaskView view(Task task, Actor actor) {
        return view(task, standings.of(actor));
    }

    /** The most urgent task at hand, else the most urgent to be had. */
    @Nullable
    UUID next(Actor actor) {
        Standing standing = standings.of(actor);
        for (Queue queue : List.of(Queue.MINE, Queue.AVAILABLE)) {
            List<Listed> first =
                    queues.page(standing, queue, Filter.NONE, Sort.DUE, FIRST).items();
            if (!first.isEmpty()) {
                return first.get(0).task().id();
            }
        }
        return null;
    }

    private TaskView view(Task task, Standing standing) {
        boolean available = queues.isAvailable(standing, task.id());
        return view(task, available, standing, names(List.of(new Listed(task, available, ""))));
    }

    private static TaskView view(Task task, boolean available, Standing standing, Map<UUID, PersonSummary> names) {
        PersonSummary holder = task.holderId() == null ? null : names.get(task.holderId());
        return new TaskView(
                task.id(),
                task.kind(),
                task.state(),
                task.resourceId(),
                task.caseId(),
                task.title(),
                task.subject(),
                task.stage(),
                task.level(),
                task.round(),
                task.since(),
                task.due(),
                holder == null ? null : new TaskView.Holder(holder.id(), holder.name()),
                task.basedOnTaskId(),
                task.form(),
                actions(task, available, standing));
    }

    private static List<String> actions(Task task, boolean available, Standing standing) {
        List<String> actions = new ArrayList<>();
        if (available) {
            actions.addAll(List.of("claim", "decide"));
        } else if (task.isHeldBy(standing.personId())) {
            actions.addAll(List.of("decide", "draft", "release"));
        }
        if (standing.team() && task.state().isActive()) {
            actions.add("reassign");
        }
        return actions;
    }

    private Map<UUID, PersonSummary> names(List<Listed> rows) {
        Set<UUID> holders = new HashSet<>();
        for (Listed row : rows) {
            if (row.task().holderId() != null) {
                holders.add(row.task().holderId());
            }
        }
        return holders.isEmpty() ? Map.of() : standings.names(holders);
    }
}

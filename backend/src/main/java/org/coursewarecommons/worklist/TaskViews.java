package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.TaskQueues.Filter;
import org.coursewarecommons.worklist.TaskQueues.Listed;
import org.coursewarecommons.worklist.TaskQueues.Queue;
import org.coursewarecommons.worklist.TaskQueues.Sort;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks as a caller sees them. */
@Component
class TaskViews {

    private static final String NOT_NEEDED = "not-needed";

    private final TaskQueues queues;
    private final Drafts drafts;
    private final TaskKinds kinds;
    private final Standings standings;

    TaskViews(TaskQueues queues, Drafts drafts, TaskKinds kinds, Standings standings) {
        this.queues = queues;
        this.drafts = drafts;
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
        Decision draft = drafts.find(task.id(), actor.id()).orElse(null);
        if (!available && !standing.team() && !actor.id().equals(task.holderId()) && draft == null) {
            throw ProblemException.notFound();
        }
        TaskKind kind = kinds.of(task.taskKey());
        String because = task.state() == TaskState.CLOSED
                ? kind.closedBecause(List.of(task)).getOrDefault(task.id(), NOT_NEEDED)
                : null;
        return new TaskView.Detail(view(task, standing), kind.material(task), draft, because);
    }

    /** Half-filled forms of tasks that went on without the caller, each with the reason. */
    Page<TaskView.LeftDraft> left(PageRequest page, Actor actor) {
        Page<Drafts.Left> rows = drafts.left(actor.id(), page);
        List<Task> tasks = rows.items().stream().map(Drafts.Left::task).toList();
        Map<UUID, String> reasons = new HashMap<>();
        tasks.stream()
                .filter(task -> task.state() == TaskState.CLOSED)
                .collect(Collectors.groupingBy(task -> kinds.of(task.taskKey())))
                .forEach((kind, closed) -> reasons.putAll(kind.closedBecause(closed)));
        Map<UUID, TaskView> shown = views(tasks, actor);
        return rows.map(left -> new TaskView.LeftDraft(
                shown.get(left.task().id()), left.draft(), left.savedAt(), reason(left, reasons)));
    }

    private static String reason(Drafts.Left left, Map<UUID, String> reasons) {
        if (left.task().state() == TaskState.CLOSED) {
            return reasons.getOrDefault(left.task().id(), NOT_NEEDED);
        }
        return left.cause() == null ? "released" : left.cause().toLowerCase(Locale.ROOT);
    }

    /** By task; nobody's name but the holder's is read, and those at once. */
    Map<UUID, TaskView> views(List<Task> tasks, Actor actor) {
        Standing standing = standings.of(actor);
        Set<UUID> available =
                queues.available(standing, tasks.stream().map(Task::id).toList());
        Map<UUID, PersonSummary> names =
                names(tasks.stream().map(task -> new Listed(task, false, "")).toList());
        Map<UUID, TaskView> views = new HashMap<>();
        tasks.forEach(task -> views.put(task.id(), view(task, available.contains(task.id()), standing, names)));
        return views;
    }

    TaskView view(Task task, Actor actor) {
        return view(task, standings.of(actor));
    }

    /** The most urgent task at hand, else the most urgent to be had. */
    @Nullable
    UUID next(Actor actor) {
        Standing standing = standings.of(actor);
        return queues.first(standing, Queue.MINE)
                .or(() -> queues.first(standing, Queue.AVAILABLE))
                .orElse(null);
    }

    private TaskView view(Task task, Standing standing) {
        boolean available = queues.isAvailable(standing, task.id());
        return view(task, available, standing, names(List.of(new Listed(task, available, ""))));
    }

    private static TaskView view(Task task, boolean available, Standing standing, Map<UUID, PersonSummary> names) {
        // Reviewers are blind to each other: who else has a task is the coordinators' to know.
        boolean named = standing.team() || standing.personId().equals(task.holderId());
        PersonSummary holder = task.holderId() == null || !named ? null : names.get(task.holderId());
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
                standing.personId().equals(task.proposedId()),
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

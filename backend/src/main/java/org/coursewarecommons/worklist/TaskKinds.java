package org.coursewarecommons.worklist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Who answers for which user task. */
@Component
class TaskKinds implements SmartInitializingSingleton {

    private final Map<String, TaskKind> byTaskKey = new HashMap<>();
    private final Workflow workflow;

    TaskKinds(List<TaskKind> kinds, Workflow workflow) {
        this.workflow = workflow;
        for (TaskKind kind : kinds) {
            for (String key : kind.taskKeys()) {
                if (byTaskKey.put(key, kind) != null) {
                    throw new IllegalStateException("two kinds answer for the user task " + key);
                }
            }
        }
    }

    /** A task that nobody answers for would hang unseen, so the start fails instead. */
    @Override
    public void afterSingletonsInstantiated() {
        Set<String> unanswered = new TreeSet<>(workflow.userTasks());
        unanswered.removeAll(byTaskKey.keySet());
        if (!unanswered.isEmpty()) {
            throw new IllegalStateException("nobody answers for the user tasks " + unanswered);
        }
    }

    /** @throws IllegalStateException for a task of an older model that nobody answers for any more */
    TaskKind of(String taskKey) {
        TaskKind kind = byTaskKey.get(taskKey);
        if (kind == null) {
            throw new IllegalStateException("nobody answers for the user task " + taskKey);
        }
        return kind;
    }
}

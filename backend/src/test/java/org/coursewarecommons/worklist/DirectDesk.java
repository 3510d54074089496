package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.springframework.context.ApplicationContext;

/** The worklist's service behind its door, for measurements that leave HTTP out. */
public final class DirectDesk {

    private final TaskDesk desk;

    public DirectDesk(ApplicationContext context) {
        desk = context.getBean(TaskDesk.class);
    }

    public void claim(UUID taskId, Actor actor) {
        desk.claim(taskId, actor);
    }

    public void decide(UUID taskId, Decision decision, Actor actor) {
        desk.decide(taskId, decision, actor);
    }
}

package org.coursewarecommons.worklist;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;

/** What other modules may ask of the tasks. */
public interface Worklist {

    /** Scope of everybody at a school in a town or village, and the rule that keeps a task for them. */
    String RURAL_PLACE = "rural-place";

    /** Whether the caller holds, has decided or could claim a task of the case. */
    boolean isInvolved(Actor actor, UUID caseId);

    /** Every task of a case, oldest first. */
    List<Task> ofCase(UUID caseId);

    Optional<Task> find(UUID taskId);

    /** Watches over all tasks. */
    boolean isTeam(Actor actor);

    /** What the persons have on their desks; everybody asked for is in the answer. */
    Map<UUID, Reviewing> reviewing(Collection<UUID> personIds);

    /** Who gave the task to whom without the holder's doing, oldest first. */
    List<Handover> handovers(UUID taskId);

    /** Recommends somebody for the task; null takes the recommendation back. In the caller's transaction. */
    void propose(UUID taskId, @Nullable UUID personId);

    /**
     * Gives an open task to somebody whom the rules pick; they may give it back. In the caller's transaction.
     *
     * @return false when they cannot take it now: a full desk, a leave, another task of the round
     */
    boolean assign(UUID taskId, UUID personId);

    /** Takes away the place that is kept for some. In the caller's transaction. */
    void openToAll(UUID taskId);

    /**
     * Takes the task from its holder and offers it to all; an open or ended task stays as it is. In the caller's
     * transaction.
     */
    void returnToPool(UUID taskId, HandoverCause cause, String reason);

    /** From now on the person takes no task of the case; those they hold go back to all. In the caller's transaction. */
    void exclude(UUID caseId, UUID personId, String rule);

    /**
     * @param open score sheets the person holds
     * @param overdue of them, those past their date
     * @param proposed open ones that are recommended to the person
     * @param lastAt when they last decided something; null for never
     * @param away on leave today
     */
    record Reviewing(int open, int overdue, int proposed, @Nullable Instant lastAt, boolean away) {

        /** The rules by which the person takes no further sheet now. @param capacity how many the person takes */
        public List<String> rules(int capacity) {
            return new Load(open, overdue, capacity, away).rules();
        }
    }

    /**
     * @param byId null for the system
     * @param toId null when it went back to all
     * @param overrode the rules that were passed over
     */
    record Handover(
            Instant at,
            HandoverCause cause,
            @Nullable UUID byId,
            @Nullable UUID fromId,
            @Nullable UUID toId,
            String reason,
            List<String> overrode) {}
}

package org.coursewarecommons.review;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Decision.Vote;
import org.coursewarecommons.worklist.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adjudication: three persons, one for each role, vote in writing where sheets lie too far apart (DT-R3). */
@Repository
class Meetings {

    private static final Map<String, Role> SEATS = Map.of(
            ReviewModel.TASK_ADJUDICATION_EXPERT, Role.EXPERT,
            ReviewModel.TASK_ADJUDICATION_TEACHER, Role.TEACHER_REVIEWER,
            ReviewModel.TASK_ADJUDICATION_TECHNICIAN, Role.TECHNICIAN);

    private static final Set<Vote> VOTES = EnumSet.of(Vote.APPROVE, Vote.RETURN, Vote.REJECT);
    private static final int MAJORITY = 2;
    private static final int REASON_LENGTH = 10;

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Meetings(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The role whose seat a task is; a member of the committee may sit in each. @param taskKey of a meeting's task */
    static Role seat(String taskKey) {
        return SEATS.get(Kind.bare(taskKey));
    }

    /** @throws ProblemException 422 with every fault */
    void vote(UUID personId, Task task, Submission submission, Decision decision) {
        List<Fault> faults = faults(decision);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        jdbc.sql(
                        """
                        insert into review.vote (task_id, submission_id, round, level, seat, person_id, vote, reason,
                            decided_at)
                        values (:taskId, :submissionId, :round, :level, :seat, :personId, :vote, :reason, :now)
                        """)
                .param("taskId", task.id())
                .param("submissionId", submission.id())
                .param("round", submission.round())
                .param("level", submission.level().name())
                .param("seat", seat(task.taskKey()).name())
                .param("personId", personId)
                .param("vote", String.valueOf(decision.vote()))
                .param("reason", String.valueOf(decision.comment()).strip())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the majority wants: APPROVE, RETURN or REJECT; RETURN when no two agree, NONE without a meeting. */
    String ruling(Submission submission) {
        Map<String, Long> votes = jdbc
                .sql("select vote from review.vote where submission_id = :id and round = :round and level = :level")
                .param("id", submission.id())
                .param("round", submission.round())
                .param("level", submission.level().name())
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (votes.isEmpty()) {
            return "NONE";
        }
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() >= MAJORITY)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Vote.RETURN.name());
    }

    private static List<Fault> faults(Decision decision) {
        List<Fault> faults = new ArrayList<>();
        if (decision.vote() == null) {
            faults.add(Fault.of("/vote", "required"));
        } else if (!VOTES.contains(decision.vote())) {
            faults.add(Fault.of("/vote", "unknown-code", decision.vote()));
        }
        String reason = decision.comment() == null ? "" : decision.comment().strip();
        if (reason.codePointCount(0, reason.length()) < REASON_LENGTH) {
            faults.add(Fault.of("/comment", "reason-required", REASON_LENGTH));
        }
        if (!decision.scores().isEmpty()) {
            faults.add(Fault.of("/scores", "not-on-this-task"));
        }
        if (!decision.notApplicable().isEmpty()) {
            faults.add(Fault.of("/notApplicable", "not-on-this-task"));
        }
        if (!decision.vetoes().isEmpty()) {
            faults.add(Fault.of("/vetoes", "not-on-this-task"));
        }
        return faults;
    }
}

package org.coursewarecommons.review;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of those who confirm vetoes. */
@Repository
class VetoSeats {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    VetoSeats(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param upheld null until the person has voted */
    record Taken(UUID taskId, VetoSeat seat, boolean standIn, @Nullable Boolean upheld) {}

    void insert(UUID taskId, Submission submission, VetoSeat seat, boolean standIn) {
        jdbc.sql(
                        """
                        insert into review.veto_seat (task_id, submission_id, round, level, seat, stand_in)
                        values (:taskId, :submissionId, :round, :level, :seat, :standIn)
                        """)
                .param("taskId", taskId)
                .param("submissionId", submission.id())
                .param("round", submission.round())
                .param("level", submission.level().name())
                .param("seat", seat.code())
                .param("standIn", standIn)
                .update();
    }

    /** Of the submission's present level and round. */
    List<Taken> of(Submission submission) {
        return jdbc.sql(
                        """
                        select task_id, seat, stand_in, upheld from review.veto_seat
                         where submission_id = :id and round = :round and level = :level order by task_id
                        """)
                .param("id", submission.id())
                .param("round", submission.round())
                .param("level", submission.level().name())
                .query((row, number) -> new Taken(
                        row.getObject("task_id", UUID.class),
                        VetoSeat.of(row.getString("seat")),
                        row.getBoolean("stand_in"),
                        row.getObject("upheld", Boolean.class)))
                .list();
    }

    /** Empty for tasks from before there were seats. */
    Optional<Taken> ofTask(UUID taskId) {
        return jdbc.sql("select task_id, seat, stand_in, upheld from review.veto_seat where task_id = :id")
                .param("id", taskId)
                .query((row, number) -> new Taken(
                        row.getObject("task_id", UUID.class),
                        VetoSeat.of(row.getString("seat")),
                        row.getBoolean("stand_in"),
                        row.getObject("upheld", Boolean.class)))
                .optional();
    }

    /** From now on the coordinators may sit in. */
    void letStandIn(UUID taskId) {
        jdbc.sql("update review.veto_seat set stand_in = true where task_id = :id")
                .param("id", taskId)
                .update();
    }

    void vote(UUID taskId, UUID personId, boolean upheld, @Nullable String opinion) {
        jdbc.sql(
                        """
                        update review.veto_seat
                           set person_id = :personId, upheld = :upheld, opinion = :opinion, decided_at = :now
                         where task_id = :id
                        """)
                .param("personId", personId)
                .param("upheld", upheld)
                .param("opinion", opinion)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", taskId)
                .update();
    }

    /** Writes down what a veto came to. */
    void settle(Set<UUID> vetoIds, boolean confirmed, UUID personId, @Nullable String opinion) {
        if (vetoIds.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update review.veto
                           set confirmed = :confirmed, confirmed_by = :personId, opinion = :opinion, decided_at = :now
                         where id in (:ids) and confirmed is null
                        """)
                .param("confirmed", confirmed)
                .param("personId", personId)
                .param("opinion", opinion)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("ids", vetoIds)
                .update();
    }
}

package org.coursewarecommons.review;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what is to be done about a submission when its moment comes (DT-R5). */
@Repository
class SubmissionClocks {

    private static final Duration CHECK = Duration.ofMinutes(10);
    private static final int REMIND = 60;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final WorkingDays days;

    SubmissionClocks(JdbcClient jdbc, DomainClock clock, WorkingDays days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    /** What is to be done, and where the submission must stand for it. */
    enum Step {
        /** 60 % of the author's time are over. */
        REVISION_DUE_SOON("s.state = 'REVISION_REQUESTED'"),
        /** The files should have been checked by now. */
        CHECK_LATE("s.state = 'SUBMITTED' and s.phase = 'FILES'");

        private final String stands;

        Step(String stands) {
            this.stands = stands;
        }
    }

    /** The author's time begins now. */
    void revising(UUID submissionId, Instant due) {
        start(submissionId, Step.REVISION_DUE_SOON, days.share(clock.now(), due, REMIND));
    }

    /** The files are being checked from now on. */
    void checking(UUID submissionId) {
        start(submissionId, Step.CHECK_LATE, clock.now().plus(CHECK));
    }

    /** Every revision, and every check of files, starts the clock anew. */
    private void start(UUID submissionId, Step step, Instant at) {
        jdbc.sql(
                        """
                        insert into review.clock (submission_id, step, at) values (:id, :step, :at)
                        on conflict (submission_id, step) do update set at = excluded.at, done_at = null
                        """)
                .param("id", submissionId)
                .param("step", step.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Submissions for which the step is due but not done, oldest first. */
    List<UUID> due(Step step, int most) {
        return jdbc.sql(
                        """
                        select c.submission_id from review.clock c join review.submission s on s.id = c.submission_id
                         where c.step = :step and c.done_at is null and c.at <= :now and %s
                         order by c.at, c.submission_id limit :most
                        """
                                .formatted(step.stands))
                .param("step", step.name())
                .param("now", now())
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Notes that the step is done. @return false when somebody else did it meanwhile, or it is not due any more */
    boolean done(Step step, UUID submissionId) {
        return jdbc.sql(
                                """
                                update review.clock c set done_at = :now
                                  from review.submission s
                                 where s.id = c.submission_id and c.submission_id = :id and c.step = :step
                                   and c.done_at is null and c.at <= :now and %s
                                """
                                        .formatted(step.stands))
                        .param("now", now())
                        .param("id", submissionId)
                        .param("step", step.name())
                        .update()
                == 1;
    }

    /** Since when the check of the files is late; empty when it isn't. */
    Optional<Instant> checkLateSince(Submission submission) {
        if (submission.state() != Submission.State.SUBMITTED || !"FILES".equals(submission.phase())) {
            return Optional.empty();
        }
        return jdbc.sql("select at from review.clock where submission_id = :id and step = :step and at <= :now")
                .param("id", submission.id())
                .param("step", Step.CHECK_LATE.name())
                .param("now", now())
                .query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The next moment at which anything is to be done; empty when nothing is. */
    Optional<Instant> next() {
        return jdbc.sql(
                        """
                        select c.at from review.clock c join review.submission s on s.id = c.submission_id
                         where c.done_at is null
                           and ((c.step = 'REVISION_DUE_SOON' and %s) or (c.step = 'CHECK_LATE' and %s))
                         order by c.at limit 1
                        """
                                .formatted(Step.REVISION_DUE_SOON.stands, Step.CHECK_LATE.stands))
                .query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}

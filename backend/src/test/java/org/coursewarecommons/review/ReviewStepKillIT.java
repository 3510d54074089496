package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database connection is killed before a write of a review with five sheets: its first, its second … whoever makes
 * it, a door, a job or the engine looking for jobs. Persons who got an error do it again, jobs go on by themselves, and
 * in the end every step has been done once. The build kills before one write in forty;
 * {@code -Dreview.kill-every=1} before each. The same with real kills: {@link ReviewCrashes}.
 */
@IntegrationTest
class ReviewStepKillIT {

    private static final int EVERY = Integer.getInteger("review.kill-every", 40);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 3;

    /** A connection of the test's own, which the fuse leaves alone. */
    private final JdbcClient jdbc;

    private final OwnReviews reviews;

    ReviewStepKillIT(ApplicationContext context) throws SQLException {
        TestStack stack = TestStack.get();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(
                DriverManager.getConnection(
                        stack.property("spring.datasource.url"),
                        stack.property("spring.datasource.username"),
                        stack.property("spring.datasource.password")),
                true));
        run("set application_name = 'fuse'");
        reviews = new OwnReviews(context);
    }

    /** Every write to a table of the review counts; the one with the fuse's number loses its connection. */
    @BeforeEach
    void layFuse() {
        run("create schema fuse");
        run("create sequence fuse.writes");
        run("create table fuse.blows (at bigint not null)");
        run("insert into fuse.blows values (0)");
        run(
                """
                create function fuse.burn() returns trigger language plpgsql as $$
                begin
                    if current_setting('application_name') <> 'fuse'
                            and nextval('fuse.writes') = (select at from fuse.blows) then
                        perform pg_terminate_backend(pg_backend_pid());
                    end if;
                    return null;
                end $$
                """);
        tables().forEach(table -> run("create trigger fuse before insert or update or delete on " + table
                + " for each statement execute function fuse.burn()"));
    }

    @AfterEach
    void removeFuse() {
        run("drop schema fuse cascade");
    }

    @Test
    void whereverItIsKilledAReviewGoesOnAndNoStepIsDoneTwice() {
        Map<String, Long> undisturbed = traces(finished(0));
        long writes = written();
        assertThat(undisturbed).containsEntry("sheets", 5L).containsEntry("published", 1L);
        int killed = 0;
        // Once is enough for a step; where to begin is left to chance, so that many builds together see them all.
        for (long at = 1 + new Random().nextInt(EVERY); at <= writes; at += EVERY) {
            UUID submission = finished(at);
            assertThat(traces(submission)).as("killed before write %d", at).isEqualTo(undisturbed);
            killed++;
        }
        System.out.printf("%d writes, killed before %d of them%n", writes, killed);
    }

    /** @param fuse the number of the write that is killed; 0 for none */
    private UUID finished(long fuse) {
        reviews.cases.clear();
        // A review may have made fewer writes than the one that was counted: the next draft is not to pay for it.
        run("update fuse.blows set at = 0");
        reviews.draft(1);
        OwnReviews.Draft draft = reviews.nextDraft();
        run("alter sequence fuse.writes restart");
        run("update fuse.blows set at = " + fuse);
        again(() -> reviews.start(draft));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            hurry();
            reviews.tasks().forEach(task -> again(() -> reviews.decide(task)));
            return reviews.running() == 0;
        });
        return reviews.cases.iterator().next();
    }

    /** As a person does who got an error. */
    private static void again(Runnable act) {
        for (int attempt = 1; ; attempt++) {
            try {
                act.run();
                return;
            } catch (ProblemException refused) {
                throw refused;
            } catch (RuntimeException killed) {
                if (attempt == TRIES) {
                    throw killed;
                }
            }
        }
    }

    /** A failed job waits ten seconds, and what a dead executor holds five minutes: both are over at once. */
    private void hurry() {
        run(
                """
                update camunda.act_ru_job set duedate_ = null, lock_owner_ = null, lock_exp_time_ = null
                 where type_ = 'message' and (exception_msg_ is not null and duedate_ is not null
                        or lock_exp_time_ < now() + interval '4 minutes 57 seconds')
                """);
    }

    /** What a review leaves: how often each thing happened, and nothing that still runs. */
    private Map<String, Long> traces(UUID submission) {
        Map<String, Long> traces = new TreeMap<>();
        count(traces, "select 'sheets', count(*) from review.score_sheet where submission_id = :id", submission);
        count(
                traces,
                "select 'told ' || event, count(*) from review.timeline where submission_id = :id group by event",
                submission);
        count(
                traces,
                "select 'task ' || kind || ' ' || state, count(*) from worklist.task where case_id = :id group by 1",
                submission);
        count(
                traces,
                """
                select 'line ' || event, count(*) from audit.line
                 where subject_id in (select id from worklist.task where case_id = :id union all select :id
                                      union all select resource_id from review.submission where id = :id
                                      union all select version_id from review.submission where id = :id)
                 group by event
                """,
                submission);
        count(
                traces,
                """
                select lower(v.state), count(*) from catalog.version v
                  join review.submission s on s.version_id = v.id where s.id = :id group by 1
                """,
                submission);
        count(
                traces,
                """
                select 'scopes', count(*) from sharing.scope
                 where resource_id = (select resource_id from review.submission where id = :id)
                """,
                submission);
        count(traces, "select 'notices', count(*) from notification.item where subject_id = :id", submission);
        count(
                traces,
                """
                select 'process ' || state_, count(*) from camunda.act_hi_procinst
                 where business_key_ = cast(:id as text) group by state_
                """,
                submission);
        count(
                traces,
                """
                select 'step ' || act_id_, count(*) from camunda.act_hi_actinst
                 where proc_inst_id_ = (select id_ from camunda.act_hi_procinst where business_key_ = cast(:id as text))
                   and end_time_ is not null
                 group by act_id_
                """,
                submission);
        count(
                traces,
                "select 'running', count(*) from camunda.act_ru_execution where business_key_ = cast(:id as text)",
                submission);
        return traces;
    }

    private void count(Map<String, Long> traces, String sql, UUID submission) {
        jdbc.sql(sql).param("id", submission).query((RowCallbackHandler)
                row -> traces.put(row.getString(1), row.getLong(2)));
    }

    private long written() {
        return jdbc.sql("select last_value from fuse.writes").query(Long.class).single();
    }

    private List<String> tables() {
        return new ArrayList<>(jdbc.sql(
                        """
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind = 'r' and n.nspname in
                               ('review', 'worklist', 'catalog', 'sharing', 'audit', 'notification', 'search', 'camunda')
                           and c.relname not like 'act_re_%' and c.relname not like 'act_id_%'
                        """)
                .query(String.class)
                .list());
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}

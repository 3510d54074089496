package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.BackendProcess;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A backend of its own is killed (SIGKILL) again and again at random moments while authors submit and reviewers decide
 * at all three levels. In the end every review is published, what was acknowledged is there, and nothing was done twice.
 * A command, not part of the build, which has {@link ReviewStepKillIT}:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=ReviewCrashes -Dcrash.kills=20 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class ReviewCrashes {

    private static final int KILLS = Integer.getInteger("crash.kills", 20);
    private static final int LIVES_AT_MOST = Integer.getInteger("crash.millis", 5000);
    private static final int REVIEWERS = 3;
    private static final int SHEETS = 8;
    private static final String AUTHOR = "T-JHS-005-01";

    private final Random random = new Random(Long.getLong("crash.seed", 1));
    private final Queue<UUID> submitted = new ConcurrentLinkedQueue<>();
    private final Queue<UUID> decided = new ConcurrentLinkedQueue<>();
    private final Map<String, Map<String, Integer>> scores = Stream.of("expert", "teacher", "technician")
            .map(RubricFiles::form)
            .collect(Collectors.toMap(Rubric::form, rubric -> rubric.dimensionsFor("TOOL_LINK").stream()
                    .collect(Collectors.toMap(Rubric.Dimension::id, dimension -> 4))));
    private JdbcClient jdbc;

    private record Offered(UUID id, String form, String subject) {}

    @Test
    void whateverIsKilledEveryReviewEndsOnce() throws Exception {
        jdbc = database();
        ExecutorService threads = Executors.newFixedThreadPool(REVIEWERS + 1);
        for (int kill = 1; kill <= KILLS; kill++) {
            BackendProcess backend = BackendProcess.start(Map.of());
            List<Future<?>> working = new ArrayList<>();
            working.add(threads.submit(() -> untilItDies(() -> submit(backend.port()))));
            for (int i = 0; i < REVIEWERS; i++) {
                working.add(threads.submit(() -> untilItDies(() -> decideAny(backend.port()))));
            }
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(LIVES_AT_MOST));
            backend.kill();
            for (Future<?> work : working) {
                work.get(1, TimeUnit.MINUTES);
            }
            fiveMinutesLater();
            System.out.printf(
                    "kill %d of %d: %d submissions, %d decisions%n", kill, KILLS, submitted.size(), decided.size());
        }
        BackendProcess last = BackendProcess.start(Map.of());
        try {
            Instant until = Instant.now().plus(Duration.ofMinutes(10));
            while (running() > 0 && Instant.now().isBefore(until)) {
                if (!decideAny(last.port())) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            check();
        } finally {
            last.kill();
            threads.shutdownNow();
        }
    }

    private boolean submit(int port) {
        Api author = Api.on(port).as(AUTHOR);
        if (running() >= 20) {
            return false;
        }
        Api.Answer draft = author.post("resources", metadata());
        if (draft.status() == 201) {
            Api.Answer accepted =
                    author.post("resources/" + draft.text("/id") + "/submissions", Map.of("promise", true));
            if (accepted.status() == 202) {
                submitted.add(UUID.fromString(accepted.text("/submissionId")));
            }
        }
        return true;
    }

    /** @return whether there was anything to decide */
    private boolean decideAny(int port) {
        List<Offered> offered = offered();
        for (Offered task : offered) {
            Api.Answer answer =
                    Api.on(port).as(task.subject()).post("review-tasks/" + task.id() + "/decision", sheet(task.form()));
            if (answer.status() == 200) {
                decided.add(task.id());
            } else {
                assertThat(answer.status()).as(answer.toString()).isIn(409, 500, 503);
            }
        }
        return !offered.isEmpty();
    }

    private synchronized List<Offered> offered() {
        return jdbc.sql(
                        """
                        select t.id, t.form, p.subject from worklist.task t
                          join organisation.person p on p.id = t.proposed_id
                         where t.state = 'OPEN' and t.title = '中断测试' order by random() limit 1
                        """)
                .query(Offered.class)
                .list();
    }

    private static void untilItDies(java.util.function.BooleanSupplier act) {
        try {
            while (true) {
                if (!act.getAsBoolean()) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        } catch (UncheckedIOException dead) {
            // The next one goes on.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the dead one had begun is anybody's again. */
    private void fiveMinutesLater() {
        jdbc.sql("update camunda.act_ru_job set lock_owner_ = null, lock_exp_time_ = null, duedate_ = null"
                        + " where type_ = 'message'")
                .update();
    }

    private void check() {
        assertThat(running()).as("reviews that still run").isZero();
        assertThat(jdbc.sql("select id from review.submission where id = any(:ids) and state <> 'PUBLISHED'")
                        .param("ids", submitted.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list())
                .as("acknowledged, but not published")
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from worklist.task where id = any(:ids) and state = 'DECIDED'")
                        .param("ids", decided.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(decided.size());
        none(
                "sheets missing or double",
                "select submission_id from review.score_sheet group by 1 having count(*) <> " + SHEETS);
        none(
                "a step told twice",
                """
                select submission_id from review.timeline
                 where event in ('submitted', 'checked', 'round-started', 'published')
                 group by submission_id, event having count(*) <> 1
                """);
        none("published twice", "select resource_id from sharing.scope group by resource_id having count(*) <> 1");
        none("what still runs", "select id_ from camunda.act_ru_execution");
        System.out.printf("%d kills, %d submissions and %d decisions kept%n", KILLS, submitted.size(), decided.size());
    }

    private void none(String what, String sql) {
        assertThat(jdbc.sql(sql).query(String.class).list()).as(what).isEmpty();
    }

    private synchronized long running() {
        return jdbc.sql("select count(*) from review.submission where state = 'SUBMITTED'")
                .query(Long.class)
                .single();
    }

    /** Good for every dimension that a link to a tool is scored by. */
    private Map<String, Object> sheet(String form) {
        return Map.of("scores", scores.get(form), "comment", "总体评价:结构完整,表述清楚。");
    }

    private static Map<String, Object> metadata() {
        return Map.ofEntries(
                Map.entry("title", "中断测试"),
                Map.entry("description", "审核流程在任意时刻中断后应能继续。"),
                Map.entry("type", "TOOL_LINK"),
                Map.entry("link", "https://basic.smartedu.cn/"),
                Map.entry("stage", "PRIMARY"),
                Map.entry("grades", List.of("G03")),
                Map.entry("subject", "SX"),
                Map.entry("granularity", "LESSON"),
                Map.entry("language", "zh"),
                Map.entry("audience", List.of("TEACHER")),
                Map.entry("licence", "DISTRICT_EDU"),
                Map.entry("rightsBasis", "ORIGINAL"),
                Map.entry("contributors", List.of(Map.of("name", "教师", "role", "AUTHOR"))),
                Map.entry("personsVisible", "NONE"),
                Map.entry("ai", Map.of("share", "NONE")),
                Map.entry("targetScope", Map.of("level", "DISTRICT", "collectiveIds", List.of())));
    }

    private static JdbcClient database() throws java.sql.SQLException {
        TestStack stack = TestStack.get();
        return JdbcClient.create(new SingleConnectionDataSource(
                DriverManager.getConnection(
                        stack.property("spring.datasource.url"),
                        stack.property("spring.datasource.username"),
                        stack.property("spring.datasource.password")),
                true));
    }
}

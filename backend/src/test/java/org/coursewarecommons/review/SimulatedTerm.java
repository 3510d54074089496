package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.BackendProcess;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A node of its own with the profile {@code simulate} plays reviews at all levels with every clock: reminders, tasks
 * handed back and escalated, a discussion that ends by itself, a meeting, an author who is reminded and then too late.
 * Nothing is waited for after time has passed: what was due has happened. A command, not part of the build:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=SimulatedTerm -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class SimulatedTerm {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String STEWARD = "D-01";
    private static final String CLOCK = "simulation/clock";

    private JdbcClient jdbc;
    private Api api;
    private int steps;
    private Duration spent = Duration.ZERO;

    @Test
    void aTermOfReviewsPassesInSeconds() throws Exception {
        jdbc = database();
        BackendProcess node =
                BackendProcess.start(Map.of("spring.profiles.active", "simulate", "spring.mail.host", "127.0.0.1"));
        try {
            api = Api.on(node.port());
            Instant begun = now();
            onlyStewardsMoveTheClockAndOnlyForwards(begun);
            aLateTechnicianAndADiscussionThatEndsByItself(node.port());
            aMeetingAndAnAuthorWhoComesTooLate(node.port());
            passTo(begun.plus(Duration.ofDays(130)));
            System.out.printf(
                    "%d days in %.1f s, with %d moments at which something was due%n",
                    Duration.between(begun, now()).toDays(), spent.toMillis() / 1000.0, steps);
            assertThat(api.as(STEWARD).get("admin/incidents").json().get("items"))
                    .isEmpty();
        } finally {
            node.kill();
        }
    }

    private void onlyStewardsMoveTheClockAndOnlyForwards(Instant now) {
        assertThat(api.as(AUTHOR).get(CLOCK).status()).isEqualTo(403);
        Api.Answer back =
                api.as(STEWARD).post(CLOCK, Map.of("until", now.minusSeconds(60).toString()));
        assertThat(back.status()).as(back.toString()).isEqualTo(422);
        assertThat(back.text("/errors/0/detail")).isNotBlank().isNotEqualTo("in-the-past");
    }

    private void aLateTechnicianAndADiscussionThatEndsByItself(int port) {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        String task = item.task("TECHNICIAN", 1);
        item.claim("X-01", task);

        passTo(moment("remind_at", task));
        assertThat(inbox("X-01")).contains("task.due-soon", item.mark);
        passTo(moment("due", task));
        assertThat(item.queue("X-01", "mine", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue("X-02", "available", "TECHNICIAN", 1)).containsExactly(task);
        passTo(moment("escalate_at", task));
        assertThat(inbox(ReviewCase.COORDINATOR)).contains("task.escalated", item.mark);

        item.passCollective("E-SX-PRIMARY-06", "R-SX-PRIMARY-08");
        peers(item, sheet(5, 5, 4, 4, 4, 4), sheet(5, 4, 4, 4, 3, 4));
        List<String> discussion = item.tasks("EXPERT", 1, 2);
        passTo(moment("due", discussion.get(0)));
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("PUBLISHED");
        assertThat(ReviewIT.events(item))
                .contains("task-overdue", "task-escalated")
                .doesNotContain("sheet-revised");
    }

    private void aMeetingAndAnAuthorWhoComesTooLate(int port) {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
        peers(item, sheet(5, 5, 5, 4, 4, 4), sheet(4, 3, 3, 3, 3, 3));
        item.decided("E-SX-PRIMARY-04", item.task("EXPERT", 1), sheet(4, 4, 4, 4, 3, 4));
        List<String> seats = item.tasks("ADJUDICATION", 1, 3);

        passTo(moment("escalate_at", seats.get(0)));
        assertThat(inbox(ReviewCase.COORDINATOR)).contains("task.escalated", item.mark);
        Map<String, String> back = Map.of("vote", "RETURN", "comment", "三份评分相差过大,请作者补充教学设计后再议。");
        item.decided("C-01", seats.get(0), back);
        item.decided("C-02", seats.get(1), back);
        item.decided("C-03", seats.get(2), back);
        item.awaitState("REVISION_REQUESTED");

        passTo(authors("at"));
        assertThat(inbox(AUTHOR)).contains("submission.revision-due-soon", item.mark);
        passTo(authors("author_due"));
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("WITHDRAWN");
        assertThat(ReviewIT.events(item)).endsWith("revision-due-soon", "withdrawn-overdue");
    }

    private void peers(ReviewCase item, Map<String, Object> one, Map<String, Object> other) {
        List<String> teachers = item.tasks("TEACHER", 1, 2);
        item.decided("R-SX-PRIMARY-01", teachers.get(0), ReviewCase.sheet("T", 4));
        item.decided("R-SX-PRIMARY-02", teachers.get(1), ReviewCase.sheet("T", 4));
        List<String> experts = item.tasks("EXPERT", 1, 2);
        item.decided("E-SX-PRIMARY-02", experts.get(0), one);
        item.decided("E-SX-PRIMARY-03", experts.get(1), other);
    }

    private Instant now() {
        return Instant.parse(api.as(STEWARD).get(CLOCK).text("/now"));
    }

    /** And a second more, so that it is over. */
    private void passTo(Instant moment) {
        Instant begun = Instant.now();
        Api.Answer passed = api.as(STEWARD)
                .post(CLOCK, Map.of("until", moment.plusSeconds(1).toString()));
        assertThat(passed.status()).as(passed.toString()).isEqualTo(200);
        steps += passed.json().get("steps").asInt();
        spent = spent.plus(Duration.between(begun, Instant.now()));
    }

    private Instant moment(String column, String task) {
        return time("select " + column + " from worklist.clock where task_id = '" + task + "'");
    }

    /** Of the only submission that is with its author. */
    private Instant authors(String column) {
        return time("select " + column + " from review.submission s join review.clock c on c.submission_id = s.id"
                + " and c.step = 'REVISION_DUE_SOON' where s.state = 'REVISION_REQUESTED'");
    }

    private Instant time(String sql) {
        return jdbc.sql(sql).query(OffsetDateTime.class).single().toInstant();
    }

    private String inbox(String person) {
        return api.as(person).get("inbox?limit=20").toString();
    }

    private static Map<String, Object> sheet(int... scores) {
        Map<String, Object> sheet = new HashMap<>(ReviewCase.sheet("E", 4));
        Map<String, Integer> byDimension = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byDimension.put("E" + (i + 1), scores[i]);
        }
        sheet.put("scores", byDimension);
        return sheet;
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

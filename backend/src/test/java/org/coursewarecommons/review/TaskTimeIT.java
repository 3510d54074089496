package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens as the time of a task passes; the test moves the rows' dates instead of the clock. */
@IntegrationTest
class TaskTimeIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String TECHNICIAN = "X-05";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final JdbcClient jdbc;
    private ReviewCase item;
    private String task;

    TaskTimeIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void claimed() {
        item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        task = item.task("TECHNICIAN", 1);
        String eTag = item.claim(TECHNICIAN, task).eTag();
        item.api.as(TECHNICIAN).ifMatch(eTag).put("review-tasks/" + task + "/draft", Map.of("scores", Map.of("X1", 4)));
    }

    /** Others count the technician's open tasks, too. */
    @AfterEach
    void ended() {
        item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
    }

    @Test
    void theTimeIsFiveWorkingDaysAtCollectiveLevel() {
        assertThat(jdbc.sql(
                                """
                                select count(*) from worklist.clock c join worklist.task t on t.id = c.task_id
                                 where t.id = cast(:id as uuid) and c.due = t.due
                                   and c.due - t.since >= interval '5 days'
                                   and c.remind_at > t.since and c.remind_at < c.due and c.escalate_at > c.due
                                """)
                        .param("id", task)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theHolderIsRemindedOnceAndKeepsTheTask() {
        pass("remind_at");

        awaitInbox(TECHNICIAN, "task.due-soon");
        assertThat(item.queue(TECHNICIAN, "mine", "TECHNICIAN", 1)).containsExactly(task);
    }

    @Test
    void anOverdueTaskGoesBackToAllAndTheDraftIsKept() {
        pass("due");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(item.queue("X-04", "available", "TECHNICIAN", 1))
                .containsExactly(task));
        awaitInbox(TECHNICIAN, "task.overdue");
        assertThat(ReviewIT.events(item)).contains("task-overdue");
        assertThat(item.claim(TECHNICIAN, task).json().at("/state").asText()).isEqualTo("CLAIMED");
        assertThat(item.api
                        .as(TECHNICIAN)
                        .get("review-tasks/" + task)
                        .json()
                        .at("/draft/scores/X1")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void whatIsMuchTooLateIsToldToCoordinatorsAndTheCollectivesSteward() {
        pass("escalate_at");

        awaitInbox(ReviewCase.COORDINATOR, "task.escalated");
        awaitInbox("ST-JT01", "task.escalated");
        assertThat(ReviewIT.events(item)).contains("task-escalated");
    }

    private void pass(String moment) {
        jdbc.sql("update worklist.clock set " + moment
                        + " = now() - interval '1 minute' where task_id = cast(:id as uuid)")
                .param("id", task)
                .update();
    }

    private void awaitInbox(String person, String topic) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        item.api.as(person).get("inbox?limit=10").toString())
                .contains(topic, item.mark));
    }
}

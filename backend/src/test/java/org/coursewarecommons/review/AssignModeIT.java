package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A district that assigns: the picked reviewer holds the sheet from the start. */
@IntegrationTest
class AssignModeIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String STEWARD = "D-01";
    private static final List<String> TECHNICIANS =
            List.of("X-01", "X-02", "X-03", "X-04", "X-05", "X-06", "X-07", "X-08", "X-09", "X-10", "X-11", "X-12");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api api;
    private final int port;
    private final JdbcClient jdbc;
    private ReviewCase item;
    private String task;

    AssignModeIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
        this.api = Api.on(port);
    }

    @BeforeEach
    void assigned() {
        item = ReviewCase.submitted(port, AUTHOR, "SX", "DISTRICT");
        String school = item.task("TEACHER", 1);
        mode("ASSIGN");
        item.decided("SA-JHS-005", school, ReviewCase.sheet("T", 4));
        task = item.task("TECHNICIAN", 1);
    }

    /** Everybody else's tests look for tasks that are offered. */
    @AfterEach
    void offeredAgain() {
        mode("OFFER");
        item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
    }

    @Test
    void thePickedReviewerHoldsItAndNobodyElseIsOfferedIt() {
        String holder = holder();

        assertThat(item.queue(holder, "mine", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(TECHNICIANS.stream().filter(person -> isOffered(person))).isEmpty();
        Api.Answer why = api.as(ReviewCase.COORDINATOR).get("review-tasks/" + task + "/assignment");
        assertThat(why.text("/how")).isEqualTo("ASSIGNED");
        assertThat(why.text("/holder/personId")).isEqualTo(why.text("/proposed/personId"));
        assertThat(why.text("/handovers/0/cause")).isEqualTo("ASSIGNED");
        assertThat(api.as(holder).get("inbox?limit=10").toString()).contains("task.assigned", item.mark);
    }

    @Test
    void whoeverDeclinesGivesItBackToAll() {
        String holder = holder();

        assertThat(api.as(holder).post("review-tasks/" + task + "/release").status())
                .isEqualTo(200);

        assertThat(TECHNICIANS.stream().filter(person -> isOffered(person))).hasSizeGreaterThan(1);
        String other = TECHNICIANS.stream()
                .filter(person -> !person.equals(holder))
                .filter(this::isOffered)
                .findFirst()
                .orElseThrow();
        assertThat(item.claim(other, task).status()).isEqualTo(200);
    }

    @Test
    void whenItsTimeIsOverTheNextOneGetsItAndTheClockRunsOn() {
        String holder = holder();
        jdbc.sql("update worklist.clock set due = now() - interval '1 minute' where task_id = cast(:id as uuid)")
                .param("id", task)
                .update();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(item.queue(holder, "mine", "TECHNICIAN", 1))
                .isEmpty());

        assertThat(holder()).isNotEqualTo(holder);
        assertThat(api.as(holder).get("inbox?limit=10").toString()).contains("task.overdue", item.mark);
        assertThat(jdbc.sql("select escalated_at is null from worklist.clock where task_id = cast(:id as uuid)")
                        .param("id", task)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aCoordinatorGivesItToAnotherWithAReasonButNeverPastAConflict() {
        String other = TECHNICIANS.stream()
                .filter(person -> !person.equals(holder()))
                .findFirst()
                .orElseThrow();
        Api coordinator = api.as(ReviewCase.COORDINATOR);

        Api.Answer given = coordinator.post(
                "review-tasks/" + task + "/reassignment", Map.of("personId", id(other), "reason", "熟悉此类课件"));
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(holder()).isEqualTo(other);
        assertThat(coordinator
                        .post(
                                "review-tasks/" + task + "/reassignment",
                                Map.of("personId", id(AUTHOR), "reason", "不应允许"))
                        .status())
                .isIn(403, 404);
        assertThat(coordinator.get("review-tasks/" + task + "/assignment").text("/how"))
                .isEqualTo("GIVEN");
    }

    @Test
    void onlyTheStewardDecidesHowTheDistrictHandsOut() {
        assertThat(api.as("X-01").get("review-settings").status()).isEqualTo(403);
        Api coordinator = api.as(ReviewCase.COORDINATOR);
        Api.Answer now = coordinator.get("review-settings");
        assertThat(now.text("/assignment")).isEqualTo("ASSIGN");
        assertThat(coordinator
                        .ifMatch(now.eTag())
                        .put("review-settings", Map.of("assignment", "OFFER"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(STEWARD)
                        .put("review-settings", Map.of("assignment", "OFFER"))
                        .status())
                .isEqualTo(428);
    }

    private void mode(String mode) {
        Api steward = api.as(STEWARD);
        Api.Answer set = steward.ifMatch(steward.get("review-settings").eTag())
                .put("review-settings", Map.of("assignment", mode));
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
    }

    private String holder() {
        return TECHNICIANS.stream()
                .filter(person -> item.queue(person, "mine", "TECHNICIAN", 1).contains(task))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody holds the task"));
    }

    private boolean isOffered(String person) {
        return item.queue(person, "available", "TECHNICIAN", 1).contains(task);
    }

    private String id(String person) {
        return api.as(person).get("me").text("/personId");
    }
}

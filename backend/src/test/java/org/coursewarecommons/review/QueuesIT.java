package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Queues as a team uses them every day: many tasks at once, colleagues on leave, work that must not get lost. */
@IntegrationTest
class QueuesIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COORDINATOR = ReviewCase.COORDINATOR;
    private static final String TECHNICIAN = "X-05";
    private static final String OTHER = "X-06";
    /** Judges films only. */
    private static final String FILM_TECHNICIAN = "X-07";

    private final int port;
    private final JdbcClient jdbc;
    private final Api api;
    private final List<ReviewCase> cases = new ArrayList<>();

    QueuesIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
        this.api = Api.on(port);
    }

    /** Nobody keeps a full desk for the next test. */
    @AfterEach
    void withdraw() {
        cases.forEach(item -> api.as(item.author).post("submissions/" + item.submissionId() + "/withdrawal"));
    }

    @Test
    void manyAreClaimedAtOnceAndEachRowTellsItsOwnStory() {
        ReviewCase one = submitted();
        ReviewCase two = submitted();
        ReviewCase taken = submitted();
        taken.claim(OTHER, taken.task("TECHNICIAN", 1));
        String missing = UUID.randomUUID().toString();

        Api.Answer answer = api.as(TECHNICIAN)
                .post(
                        "review-tasks/claims",
                        Map.of(
                                "taskIds",
                                List.of(
                                        one.task("TECHNICIAN", 1),
                                        missing,
                                        taken.task("TECHNICIAN", 1),
                                        two.task("TECHNICIAN", 1))));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().at("/succeeded").asInt()).isEqualTo(2);
        assertThat(statuses(answer)).containsExactly(200, 404, 409, 200);
        assertThat(answer.text("/items/0/task/state")).isEqualTo("CLAIMED");
        assertThat(answer.text("/items/2/problem/code")).isEqualTo("not-your-task");
        assertThat(answer.text("/items/2/problem/detail")).isNotBlank();
        assertThat(one.queue(TECHNICIAN, "mine", "TECHNICIAN", 1)).hasSize(1);
        assertThat(taken.queue(OTHER, "mine", "TECHNICIAN", 1)).hasSize(1);
    }

    @Test
    void manyAreReassignedAtOnceButNonePastARule() {
        ReviewCase one = submitted();
        ReviewCase two = submitted();
        Map<String, Object> rows = Map.of(
                "reason",
                "原评审人调离",
                "items",
                List.of(row(one.task("TECHNICIAN", 1), OTHER), row(two.task("TECHNICIAN", 1), FILM_TECHNICIAN)));

        assertThat(api.as(TECHNICIAN).post("review-tasks/reassignments", rows).status())
                .isEqualTo(403);
        Api.Answer answer = api.as(COORDINATOR).post("review-tasks/reassignments", rows);

        assertThat(statuses(answer)).containsExactly(200, 403);
        assertThat(answer.text("/items/1/problem/rules/0")).isEqualTo("coverage");
        assertThat(one.queue(OTHER, "mine", "TECHNICIAN", 1)).hasSize(1);
        assertThat(two.queue(OTHER, "available", "TECHNICIAN", 1)).hasSize(1);
    }

    @Test
    void aCoordinatorReturnsATaskToThePoolAndWhatWasWrittenIsKept() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        saveDraft(item, task, 5);

        assertThat(api.as(TECHNICIAN)
                        .post("review-tasks/" + task + "/return", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        Api.Answer returned = api.as(COORDINATOR).post("review-tasks/" + task + "/return", Map.of("reason", "逾期未评"));

        assertThat(returned.text("/state")).isEqualTo("OPEN");
        assertThat(item.queue(OTHER, "available", "TECHNICIAN", 1)).containsExactly(task);
        JsonNode left = left(task);
        assertThat(left.get("reason").asText()).isEqualTo("returned");
        assertThat(left.at("/draft/scores/X1").asInt()).isEqualTo(5);
        assertThat(api.as(COORDINATOR)
                        .post("review-tasks/" + task + "/return", Map.of("reason", "再来"))
                        .text("/code"))
                .isEqualTo("invalid-transition");
    }

    @Test
    void whenTheAuthorWithdrawsTheReviewersDraftStaysAndTellsWhy() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        saveDraft(item, task, 4);

        api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");

        assertThat(left(task).get("reason").asText()).isEqualTo("withdrawn");
        Api.Answer read = api.as(TECHNICIAN).get("review-tasks/" + task);
        assertThat(read.text("/closedBecause")).isEqualTo("withdrawn");
        assertThat(read.text("/task/state")).isEqualTo("CLOSED");
        Api.Answer saved = api.as(TECHNICIAN)
                .ifMatch(read.eTag())
                .put("review-tasks/" + task + "/draft", Map.of("comment", "写到一半"));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        assertThat(left(task).at("/draft/comment").asText()).isEqualTo("写到一半");
        assertThat(item.decide(TECHNICIAN, task, ReviewCase.sheet("X", 4)).text("/code"))
                .isEqualTo("already-decided");
    }

    @Test
    void whoGoesOnLeaveHandsOverToThePersonTheyName() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        item.claim(TECHNICIAN, task);

        String leave = leave(TECHNICIAN, personId(OTHER));
        try {
            assertThat(item.queue(OTHER, "mine", "TECHNICIAN", 1)).containsExactly(task);
            assertThat(item.queue(TECHNICIAN, "mine", "TECHNICIAN", 1)).isEmpty();
            assertThat(api.as(TECHNICIAN).get("leaves").json().get("items").findValuesAsText("id"))
                    .contains(leave);
        } finally {
            api.as(TECHNICIAN).post("leaves/" + leave + "/end");
        }
    }

    @Test
    void whoIsOnLeaveTakesNothingAndATaskNobodyMayTakeOverGoesBackToAll() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        item.claim(TECHNICIAN, task);

        String leave = leave(TECHNICIAN, personId(FILM_TECHNICIAN));
        try {
            assertThat(item.queue(OTHER, "available", "TECHNICIAN", 1)).containsExactly(task);
            assertThat(item.queue(TECHNICIAN, "available", "TECHNICIAN", 1)).isEmpty();
            Api.Answer refused = item.claim(TECHNICIAN, task);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/errors/0/code")).isEqualTo("on-leave");
            assertThat(reassign(task, TECHNICIAN).text("/errors/0/code")).isEqualTo("on-leave");
        } finally {
            assertThat(api.as(TECHNICIAN).post("leaves/" + leave + "/end").status())
                    .isEqualTo(200);
        }
        assertThat(item.claim(TECHNICIAN, task).status()).isEqualTo(200);
    }

    @Test
    void aDecisionTellsWhatToDoNext() {
        ReviewCase one = submitted();
        ReviewCase two = submitted();
        one.claim(TECHNICIAN, one.task("TECHNICIAN", 1));
        two.claim(TECHNICIAN, two.task("TECHNICIAN", 1));

        Api.Answer decided = one.decide(TECHNICIAN, one.task("TECHNICIAN", 1), ReviewCase.sheet("X", 4));

        assertThat(decided.text("/nextTaskId")).isEqualTo(two.task("TECHNICIAN", 1));
    }

    @Test
    void nobodyHoldsMoreThanTheyTakeUnlessACoordinatorSaysWhy() {
        String appointment = api.as(COORDINATOR)
                .get("appointments?role=TECHNICIAN&q=" + TECHNICIAN)
                .text("/items/0/id");
        capacity(appointment, 1);
        try {
            ReviewCase one = submitted();
            ReviewCase two = submitted();
            assertThat(one.claim(TECHNICIAN, one.task("TECHNICIAN", 1)).status())
                    .isEqualTo(200);

            assertThat(two.queue(TECHNICIAN, "available", "TECHNICIAN", 1)).isEmpty();
            Api.Answer refused = two.claim(TECHNICIAN, two.task("TECHNICIAN", 1));
            assertThat(refused.text("/code")).isEqualTo("not-now");
            assertThat(refused.text("/errors/0/code")).isEqualTo("open-tasks");
            assertThat(reassign(two.task("TECHNICIAN", 1), TECHNICIAN).status()).isEqualTo(200);
        } finally {
            capacity(appointment, 8);
        }
    }

    @Test
    void ofTwoWhoClaimAtOnceOneWins() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);

        List<Integer> statuses = atOnce(List.of(
                () -> item.claim(TECHNICIAN, task), () -> item.claim(OTHER, task), () -> item.claim("X-03", task)));

        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
    }

    @Test
    void nobodySlipsPastTheLimitByClaimingAtOnce() {
        String appointment = api.as(COORDINATOR)
                .get("appointments?role=TECHNICIAN&q=" + TECHNICIAN)
                .text("/items/0/id");
        capacity(appointment, 1);
        try {
            ReviewCase one = submitted();
            ReviewCase two = submitted();
            String first = one.task("TECHNICIAN", 1);
            String second = two.task("TECHNICIAN", 1);

            List<Integer> statuses =
                    atOnce(List.of(() -> one.claim(TECHNICIAN, first), () -> two.claim(TECHNICIAN, second)));

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        } finally {
            capacity(appointment, 8);
        }
    }

    private static List<Integer> atOnce(List<Supplier<Api.Answer>> calls) {
        List<CompletableFuture<Integer>> running = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> call.get().status(), task -> new Thread(task).start()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private void capacity(String appointment, int tasks) {
        String eTag = api.as(COORDINATOR).get("appointments/" + appointment).eTag();
        Api.Answer changed =
                api.as(COORDINATOR).ifMatch(eTag).patch("appointments/" + appointment, Map.of("capacity", tasks));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private ReviewCase submitted() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        cases.add(item);
        item.task("TECHNICIAN", 1);
        return item;
    }

    private void saveDraft(ReviewCase item, String task, int score) {
        String claimed = item.claim(TECHNICIAN, task).eTag();
        Api.Answer saved = api.as(TECHNICIAN)
                .ifMatch(claimed)
                .put("review-tasks/" + task + "/draft", Map.of("scores", Map.of("X1", score)));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
    }

    /** Among the caller's kept drafts. */
    private JsonNode left(String task) {
        for (JsonNode draft :
                api.as(TECHNICIAN).get("review-tasks/drafts").json().get("items")) {
            if (draft.at("/task/id").asText().equals(task)) {
                return draft;
            }
        }
        throw new AssertionError("no draft is kept of " + task);
    }

    private String leave(String person, String standIn) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Api.Answer entered = api.as(person)
                .post(
                        "leaves",
                        Map.of(
                                "from",
                                today.toString(),
                                "until",
                                today.plusDays(3).toString(),
                                "standInId",
                                standIn,
                                "reason",
                                "外出培训"));
        assertThat(entered.status()).as(entered.toString()).isEqualTo(201);
        return entered.text("/id");
    }

    private Api.Answer reassign(String task, String person) {
        return api.as(COORDINATOR)
                .post("review-tasks/" + task + "/reassignment", Map.of("personId", personId(person), "reason", "人手不足"));
    }

    private Map<String, Object> row(String task, String person) {
        return Map.of("taskId", task, "personId", personId(person));
    }

    private String personId(String code) {
        return api.as(code).get("me").text("/personId");
    }

    private static List<Integer> statuses(Api.Answer answer) {
        List<Integer> statuses = new ArrayList<>();
        answer.json()
                .get("items")
                .forEach(item -> statuses.add(item.get("status").asInt()));
        return statuses;
    }
}

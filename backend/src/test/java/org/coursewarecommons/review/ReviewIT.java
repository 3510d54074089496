package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The review from submission to its end, through the doors and on the real engine. */
@IntegrationTest
class ReviewIT {

    private static final String AUTHOR = "T-JHS-005-01";
    /** Reviews at school level in the author's school. */
    private static final String COLLEAGUE = "R-XK-PRIMARY-03";

    private static final String STRANGER = "T-JHS-042-03";

    private final int port;
    private final JdbcClient jdbc;

    ReviewIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void threeLevelsPublishAResourceForTheDistrict() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
        List<String> experts = item.tasks("EXPERT", 1, 2);
        List<String> teachers = item.tasks("TEACHER", 1, 2);

        List<Api.Answer> answers = AtOnce.all(List.of(
                () -> item.decide("E-SX-PRIMARY-02", experts.get(0), ReviewCase.sheet("E", 4)),
                () -> item.decide("E-SX-PRIMARY-03", experts.get(1), ReviewCase.sheet("E", 4)),
                () -> item.decide("R-SX-PRIMARY-01", teachers.get(0), ReviewCase.sheet("T", 4)),
                () -> item.decide("R-SX-PRIMARY-02", teachers.get(1), ReviewCase.sheet("T", 4))));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(200));
        item.awaitState("PUBLISHED");
        JsonNode seen = item.submission(AUTHOR).json();
        assertThat(seen.get("sheets")).hasSize(8);
        assertThat(seen.get("sheets")).allSatisfy(sheet -> {
            assertThat(sheet.get("reviewer").isNull()).isTrue();
            assertThat(sheet.get("comment").asText()).isNotBlank();
        });
        assertThat(seen.get("composite").decimalValue()).isEqualByComparingTo("75.00");
        assertThat(seen.get("outcome").asText()).isEqualTo("APPROVED");
        assertThat(item.submission(ReviewCase.COORDINATOR).text("/sheets/0/reviewer/name"))
                .isNotBlank();
        assertThat(item.api.as(STRANGER).get("resources/" + item.resourceId).text("/state"))
                .isEqualTo("PUBLISHED");
        assertThat(events(item))
                .startsWith("submitted")
                .contains("round-started", "level-entered", "level-passed")
                .endsWith("published");
    }

    @Test
    void aFailedTechniciansFormSendsBackAndTheRevisionIsANewRound() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        item.decided("X-01", item.task("TECHNICIAN", 1), ReviewCase.sheet("X", 2));
        item.awaitState("REVISION_REQUESTED");

        JsonNode sentBack = item.submission(AUTHOR).json();
        assertThat(sentBack.get("actions").toString()).contains("resubmit", "withdraw");
        assertThat(sentBack.get("due").isNull()).isFalse();
        assertThat(sentBack.at("/sheets/1/formScore").decimalValue()).isEqualByComparingTo("25");
        assertThat(item.submit().text("/code")).isEqualTo("submission-open");
        Api.Answer again = item.api
                .as(AUTHOR)
                .post("submissions/" + item.submissionId() + "/resubmission", Map.of("note", "已按意见修改"));
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.text("/state")).isEqualTo("SUBMITTED");
        item.decided("X-01", item.task("TECHNICIAN", 2), ReviewCase.sheet("X", 4));
        assertThat(item.tasks("EXPERT", 2, 1)).hasSize(1);
    }

    @Test
    void withdrawingEndsEveryOpenTask() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        String task = item.task("TECHNICIAN", 1);
        item.claim("X-02", task);

        Api.Answer withdrawn = item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");

        assertThat(withdrawn.text("/state")).isEqualTo("WITHDRAWN");
        assertThat(item.queue(ReviewCase.COORDINATOR, "team", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.decide("X-02", task, ReviewCase.sheet("X", 4)).text("/code"))
                .isEqualTo("already-decided");
        Api.Answer twice = item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text("/code")).isEqualTo("invalid-transition");
    }

    @Test
    void aHardVetoThatIsUpheldRejects() {
        ReviewCase item = vetoed();
        item.tasks("VETO_CHECK", 1, 2);
        String check =
                item.queue(ReviewCase.COORDINATOR, "available", "VETO_CHECK", 1).get(0);
        String chair = item.queue("C-01", "available", "VETO_CHECK", 1).get(0);

        Api.Answer scored = item.decide(ReviewCase.COORDINATOR, check, ReviewCase.sheet("T", 4));
        assertThat(scored.status()).isEqualTo(422);
        assertThat(faults(scored)).contains("/vote required", "/scores not-on-this-task");
        item.decided(ReviewCase.COORDINATOR, check, Map.of("vote", "UPHOLD"));
        item.decided("C-01", chair, Map.of("vote", "UPHOLD"));

        item.awaitState("REJECTED");
        assertThat(item.submission(AUTHOR).text("/vetoes/0/code")).isEqualTo("V04");
        assertThat(item.submission(AUTHOR).json().at("/vetoes/0/confirmed").asBoolean())
                .isTrue();
        assertThat(item.submission(AUTHOR).json().at("/sheets/0/scores").isNull())
                .isTrue();
    }

    @Test
    void aHardVetoThatIsReversedCountsForNothing() {
        ReviewCase item = vetoed();

        item.tasks("VETO_CHECK", 1, 2);
        String check =
                item.queue(ReviewCase.COORDINATOR, "available", "VETO_CHECK", 1).get(0);
        item.decided(ReviewCase.COORDINATOR, check, Map.of("vote", "REVERSE"));

        item.awaitState("PUBLISHED");
    }

    @Test
    void aStepThatThrowsLeavesNothingBehindAndIsTriedAgain() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");
        String task = item.task("TEACHER", 1);
        String id = item.resourceId;
        jdbc.sql("create function review.break_grant() returns trigger language plpgsql as "
                        + "$$ begin raise exception 'broken for the test'; end $$")
                .update();
        jdbc.sql("create trigger broken before insert on sharing.scope for each row when (new.resource_id = '" + id
                        + "') execute function review.break_grant()")
                .update();
        try {
            item.decided(COLLEAGUE, task, ReviewCase.sheet("T", 4));
            org.awaitility.Awaitility.await()
                    .until(() -> jdbc.sql("select count(*) from camunda.act_ru_job j join camunda.act_ru_execution e"
                                            + " on e.id_ = j.process_instance_id_ where e.business_key_ = :key"
                                            + " and j.exception_msg_ like '%broken for the test%'")
                                    .param("key", item.submissionId())
                                    .query(Long.class)
                                    .single()
                            == 1);
            assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("SUBMITTED");
            assertThat(item.api.as(AUTHOR).get("resources/" + id).text("/state"))
                    .isEqualTo("SUBMITTED");
            assertThat(events(item)).doesNotContain("published");
        } finally {
            jdbc.sql("drop function review.break_grant() cascade").update();
        }
        item.awaitState("PUBLISHED");
    }

    @Test
    void aProcessThatCannotStartLeavesADraft() {
        ReviewCase item = ReviewCase.draft(port, AUTHOR, "XK", "SCHOOL");
        jdbc.sql("create function review.break_start() returns trigger language plpgsql as "
                        + "$$ begin raise exception 'broken for the test'; end $$")
                .update();
        jdbc.sql("create trigger broken before insert on camunda.act_ru_execution for each row"
                        + " when (new.business_key_ is not null) execute function review.break_start()")
                .update();
        try {
            assertThat(item.submit().status()).isEqualTo(500);
        } finally {
            jdbc.sql("drop function review.break_start() cascade").update();
        }

        assertThat(item.api.as(AUTHOR).get("resources/" + item.resourceId).text("/state"))
                .isEqualTo("DRAFT");
        assertThat(count("select count(*) from review.submission where resource_id = :id", item))
                .isZero();
        assertThat(count(
                        "select count(*) from audit.line where facts ->> 'resourceId' = cast(:id as text) and event like 'review.%'",
                        item))
                .isZero();
    }

    @Test
    void thePromiseIsAskedFor() {
        ReviewCase item = ReviewCase.draft(port, AUTHOR, "XK", "SCHOOL");

        Api.Answer refused =
                item.api.as(AUTHOR).post("resources/" + item.resourceId + "/submissions", Map.of("promise", false));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(faults(refused)).containsExactly("/promise promise-required");
        assertThat(item.api.as(AUTHOR).get("resources/" + item.resourceId).text("/state"))
                .isEqualTo("DRAFT");
    }

    @Test
    void strangersSeeNoSubmission() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");

        assertThat(item.submission(STRANGER).status()).isEqualTo(404);
        assertThat(item.api
                        .as(STRANGER)
                        .post("submissions/" + item.submissionId() + "/withdrawal")
                        .status())
                .isEqualTo(404);
        item.task("TEACHER", 1);
        assertThat(item.submission(COLLEAGUE).status()).isEqualTo(200);
        assertThat(item.api
                        .as(COLLEAGUE)
                        .post("submissions/" + item.submissionId() + "/withdrawal")
                        .status())
                .isEqualTo(403);
        assertThat(item.api.as(COLLEAGUE).get("resources/" + item.resourceId).status())
                .isEqualTo(200);
    }

    @Test
    void theFormsAreNoSecret() {
        Api api = Api.on(port).as(STRANGER);

        assertThat(api.get("rubrics").json().get("items")).hasSize(3);
        assertThat(api.get("rubrics/E").json().get("dimensions")).hasSize(6);
        assertThat(api.get("rubrics/Q").status()).isEqualTo(404);
        assertThat(api.get("rubrics/E/versions/1").json())
                .isEqualTo(api.get("rubrics/E").json());
        assertThat(api.get("rubrics/E/versions/99").status()).isEqualTo(404);
    }

    private ReviewCase vetoed() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");
        Map<String, Object> sheet = ReviewCase.sheet("T", 4);
        sheet.put("vetoes", List.of(Map.of("code", "V04", "place", "第 2 页", "reason", "图片无授权")));
        item.decided(COLLEAGUE, item.task("TEACHER", 1), sheet);
        return item;
    }

    private long count(String sql, ReviewCase item) {
        return jdbc.sql(sql)
                .param("id", UUID.fromString(item.resourceId))
                .query(Long.class)
                .single();
    }

    static List<String> events(ReviewCase item) {
        List<String> events = new ArrayList<>();
        item.api
                .as(item.author)
                .get("submissions/" + item.submissionId() + "/timeline")
                .json()
                .get("items")
                .forEach(entry -> events.add(entry.get("event").asText()));
        return events;
    }

    static List<String> faults(Api.Answer answer) {
        List<String> faults = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(fault -> faults.add(
                        fault.get("pointer").asText() + " " + fault.get("code").asText()));
        return faults;
    }
}

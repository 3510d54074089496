package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Widening the scope of what a school has reviewed for itself, with its group's steward and the group's review. */
@IntegrationTest
class ScopePromotionIT {

    private static final String AUTHOR = "T-JHS-005-02";
    private static final String NEIGHBOUR = "T-JHS-026-01";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Api api;
    String steward;

    @BeforeEach
    void connect() {
        api = Api.on(port);
        steward = jdbc.sql(
                        """
                        select p.subject from organisation.person p
                          join organisation.appointment a on a.person_id = p.id
                          join organisation.unit u on u.id = a.organisation_id
                         where a.role = 'COLLECTIVE_STEWARD' and u.code = 'JT01' limit 1
                        """)
                .query(String.class)
                .single();
    }

    @Test
    void theGroupSeesItOnceItsStewardAndItsReviewersSaidYes() {
        ReviewCase item = published();
        Api.Answer asked = ask(item, AUTHOR, "COLLECTIVE");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        assertThat(asked.text("/state")).isEqualTo("CONSENT");
        assertThat(asked.text("/actions/0")).isEqualTo("withdraw");
        String door = "scope-requests/" + asked.text("/id");
        assertThat(ask(item, AUTHOR, "COLLECTIVE").text("/code")).isEqualTo("scope-request-open");
        assertThat(item.resource(NEIGHBOUR).status()).isEqualTo(404);
        assertThat(api.as(NEIGHBOUR).get(door).status()).isEqualTo(404);
        assertThat(api.as(AUTHOR).get(door + "/diagram").status()).isEqualTo(200);

        decide(item, steward, Map.of("vote", "APPROVE", "comment", "欢迎全集团使用。"));
        await().atMost(PATIENCE).until(() -> api.as(AUTHOR).get(door).text("/state"), "REVIEW"::equals);
        assertThat(api.as(AUTHOR).get(door).text("/missingLevels/0")).isEqualTo("L2");
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("PUBLISHED");
        assertThat(item.resource(NEIGHBOUR).status()).isEqualTo(404);

        item.passCollective("E-SX-PRIMARY-06", "R-SX-PRIMARY-08");
        await().atMost(PATIENCE).until(() -> api.as(AUTHOR).get(door).text("/state"), "WIDENED"::equals);

        assertThat(item.resource(NEIGHBOUR).status()).isEqualTo(200);
        assertThat(item.resource("T-JHS-042-01").status()).isEqualTo(404);
        assertThat(events(api.as(AUTHOR).get(door)))
                .containsExactly("requested", "consented", "review-started", "review-ended", "widened");
        assertThat(ask(item, AUTHOR, "COLLECTIVE").text("/code")).isEqualTo("not-wider");
        assertThat(ask(item, AUTHOR, "SCHOOL").text("/code")).isEqualTo("narrowing");
    }

    @Test
    void aReviewThatSaysNoLeavesTheScopeAndTheVersionAsTheyWere() {
        ReviewCase item = published();
        String door = "scope-requests/" + ask(item, AUTHOR, "COLLECTIVE").text("/id");
        decide(item, steward, Map.of("vote", "APPROVE"));
        item.decided("X-06", item.task("TECHNICIAN", 1), ReviewCase.sheet("X", 4));
        item.decided("E-SX-PRIMARY-06", item.task("EXPERT", 1), ReviewCase.sheet("E", 2));
        item.decided("R-SX-PRIMARY-08", item.task("TEACHER", 1), ReviewCase.sheet("T", 2));

        await().atMost(PATIENCE).until(() -> api.as(AUTHOR).get(door).text("/state"), "REFUSED"::equals);

        assertThat(api.as(AUTHOR).get(door).text("/refusedBy")).isEqualTo("REVIEW");
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("PUBLISHED");
        assertThat(item.resource(NEIGHBOUR).status()).isEqualTo(404);
    }

    @Test
    void aStewardSaysNoWithAReasonAndNobodyReviews() {
        ReviewCase item = published();
        String door = "scope-requests/" + ask(item, AUTHOR, "COLLECTIVE").text("/id");
        String task = item.task("STEWARD", 1);
        assertThat(item.decide(steward, task, Map.of("vote", "REJECT")).status())
                .isEqualTo(422);
        assertThat(item.decide(steward, task, Map.of("vote", "KEEP")).status()).isEqualTo(422);
        assertThat(item.claim(NEIGHBOUR, task).status()).isEqualTo(404);
        assertThat(item.resource(steward).status()).isEqualTo(200);
        decide(item, steward, Map.of("vote", "REJECT", "comment", "与集团已有资源重复。"));

        await().atMost(PATIENCE).until(() -> api.as(AUTHOR).get(door).text("/state"), "REFUSED"::equals);

        Api.Answer end = api.as(AUTHOR).get(door);
        assertThat(end.text("/refusedBy")).isEqualTo("STEWARD");
        assertThat(end.text("/consents/0/reason")).isEqualTo("与集团已有资源重复。");
        assertThat(end.json().at("/submissionId").isNull()).isTrue();
        assertThat(api.as(AUTHOR).get("inbox?limit=100").toString()).contains("共享范围未扩大");
    }

    @Test
    void whoAskedTakesItBackAlsoWhileItIsReviewed() {
        ReviewCase item = published();
        String door = "scope-requests/" + ask(item, "SA-JHS-005", "COLLECTIVE").text("/id");
        assertThat(api.as(steward).post(door + "/withdrawal").status()).isEqualTo(403);
        decide(item, steward, Map.of("vote", "APPROVE"));
        item.task("TECHNICIAN", 1);

        Api.Answer back = api.as("SA-JHS-005").post(door + "/withdrawal");

        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(back.text("/state")).isEqualTo("WITHDRAWN");
        assertThat(item.queue(ReviewCase.COORDINATOR, "team", "TECHNICIAN", 1)).isEmpty();
        assertThat(api.as(AUTHOR).post(door + "/withdrawal").status()).isEqualTo(409);
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("PUBLISHED");
    }

    @Test
    void onlyThoseWhoAnswerForItAskAndNobodyConsentsToAnOwnRequest() {
        ReviewCase item = published();
        assertThat(ask(item, "T-JHS-005-03", "DISTRICT").status()).isEqualTo(403);
        assertThat(ask(item, NEIGHBOUR, "DISTRICT").status()).isEqualTo(404);
        assertThat(ask(item, AUTHOR, "COLLECTIVE", UUID.randomUUID()).text("/errors/0/code"))
                .isEqualTo("not-own-collective");

        Api.Answer asked = ask(item, "D-01", "DISTRICT");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        String task = item.task("STEWARD", 1);
        assertThat(item.decide("D-01", task, Map.of("vote", "APPROVE")).text("/code"))
                .isEqualTo("own-request");
        assertThat(item.decide(steward, task, Map.of("vote", "APPROVE")).status())
                .isEqualTo(403);
        assertThat(api.as("D-02")
                        .get("scope-requests?state=CONSENT&resourceId=" + item.resourceId)
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.as("D-01")
                        .post("scope-requests/" + asked.text("/id") + "/withdrawal")
                        .status())
                .isEqualTo(200);
    }

    private ReviewCase published() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        item.passSchool();
        item.awaitState("PUBLISHED");
        return item;
    }

    private Api.Answer ask(ReviewCase item, String person, String level, UUID... collectives) {
        return api.as(person)
                .post(
                        "resources/" + item.resourceId + "/scope-requests",
                        Map.of("level", level, "collectiveIds", List.of(collectives)));
    }

    private void decide(ReviewCase item, String person, Map<String, Object> decision) {
        item.decided(person, item.task("STEWARD", 1), decision);
    }

    private static List<String> events(Api.Answer request) {
        List<String> events = new ArrayList<>();
        request.json()
                .at("/timeline")
                .forEach(entry -> events.add(entry.at("/event").asText()));
        return events;
    }
}

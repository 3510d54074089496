package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who reviews for each scope, and who sees what was accepted. */
@IntegrationTest
class ReviewScopesIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COLLEAGUE = "T-JHS-005-02";
    private static final String ADMIN = "SA-JHS-005";
    /** Of a school in the author's group JT01. */
    private static final String SAME_GROUP = "T-JHS-015-01";
    /** Of a school in JT06. */
    private static final String OTHER_GROUP = "T-JHS-042-03";

    private final int port;
    private final JdbcClient jdbc;

    ReviewScopesIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void theSchoolsAdminReviewsForTheSchoolAndOnlyTheSchoolSeesIt() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        String task = item.task("TEACHER", 1);
        assertThat(item.queue(ADMIN, "available", "TEACHER", 1)).containsExactly(task);
        assertThat(item.tasks("TECHNICIAN", 1, 0)).isEmpty();
        assertThat(item.resource(ADMIN).text("/state")).isEqualTo("SUBMITTED");

        item.decided(ADMIN, task, ReviewCase.sheet("T", 4));

        item.awaitState("PUBLISHED");
        assertThat(item.resource(COLLEAGUE).text("/state")).isEqualTo("PUBLISHED");
        assertThat(item.resource(SAME_GROUP).status()).isEqualTo(404);
        assertThat(item.resource(OTHER_GROUP).status()).isEqualTo(404);
    }

    @Test
    void anotherSchoolsAdminDoesNotEvenKnowOfIt() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        String task = item.task("TEACHER", 1);

        assertThat(item.queue("SA-JHS-015", "available", "TEACHER", 1)).isEmpty();
        assertThat(item.claim("SA-JHS-015", task).status()).isEqualTo(404);
        assertThat(item.resource("SA-JHS-015").status()).isEqualTo(404);
    }

    @Test
    void aReviewerOfAnotherSchoolDoesNotReviewForTheSchool() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        String task = item.task("TEACHER", 1);

        assertThat(item.queue("R-SX-PRIMARY-01", "available", "TEACHER", 1)).isEmpty();
        assertThat(item.claim("R-SX-PRIMARY-01", task).text("/errors/0/code")).isEqualTo("other-school");
    }

    @Test
    void anAdminDoesNotReviewWhatIsTheirOwn() {
        ReviewCase item = ReviewCase.submitted(port, ADMIN, "SX", "SCHOOL");
        String task = item.task("TEACHER", 1);

        assertThat(item.queue(ADMIN, "available", "TEACHER", 1)).isEmpty();
        Api.Answer refused = item.decide(ADMIN, task, ReviewCase.sheet("T", 5));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/errors/0/code")).isEqualTo("author");
    }

    @Test
    void whereASchoolHasNobodyACoordinatorAsksTheCollectivesSteward() {
        ReviewCase item = ReviewCase.submitted(port, ADMIN, "SX", "SCHOOL");
        String task = item.task("TEACHER", 1);
        assertThat(item.claim("ST-JT06", task).status()).isEqualTo(404);
        Map<String, String> handing =
                Map.of("personId", item.api.as("ST-JT01").get("me").text("/personId"), "reason", "本校无人可评");

        Api.Answer given = item.api.as(ReviewCase.COORDINATOR).post("review-tasks/" + task + "/reassignment", handing);

        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        item.decided("ST-JT01", task, ReviewCase.sheet("T", 4));
        item.awaitState("PUBLISHED");
    }

    @Test
    void anAdminIsNoReviewerAboveSchoolLevel() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "COLLECTIVE", "L2");

        String task = item.task("TECHNICIAN", 1);

        assertThat(item.claim(ADMIN, task).status()).isEqualTo(404);
        assertThat(item.claim("SA-JHS-015", task).status()).isEqualTo(404);
        assertThat(item.resource("SA-JHS-015").status()).isEqualTo(404);
    }

    @Test
    void threeSheetsFromOtherSchoolsPublishForTheCollective() {
        ReviewCase item = ReviewCase.draft(port, AUTHOR, "SX", "COLLECTIVE");
        item.edit(Map.of("targetScope", Map.of("level", "COLLECTIVE", "collectiveIds", List.of(collective("JT01")))));
        item.submitted();
        item.passSchool();
        item.decided("X-01", item.task("TECHNICIAN", 1), ReviewCase.sheet("X", 4));
        String expert = item.task("EXPERT", 1);
        String teacher = item.task("TEACHER", 1);
        assertThat(item.claim("E-SX-PRIMARY-01", expert).text("/errors/0/code")).isEqualTo("same-school");

        item.decided("E-SX-PRIMARY-02", expert, ReviewCase.sheet("E", 4));
        item.decided("R-SX-PRIMARY-01", teacher, ReviewCase.sheet("T", 4));

        item.awaitState("PUBLISHED");
        assertThat(item.submission(AUTHOR).json().get("sheets")).hasSize(4);
        assertThat(item.resource(SAME_GROUP).text("/state")).isEqualTo("PUBLISHED");
        assertThat(item.resource(COLLEAGUE).text("/state")).isEqualTo("PUBLISHED");
        assertThat(item.resource(OTHER_GROUP).status()).isEqualTo(404);
    }

    @Test
    void nobodySharesInACollectiveOfOthers() {
        ReviewCase item = ReviewCase.draft(port, AUTHOR, "SX", "COLLECTIVE");
        item.edit(Map.of(
                "targetScope",
                Map.of("level", "COLLECTIVE", "collectiveIds", List.of(collective("JT06"), collective("JT01")))));

        Api.Answer refused = item.submit();

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(ReviewIT.faults(refused)).containsExactly("/targetScope/collectiveIds/0 not-your-collective");
        assertThat(refused.text("/errors/0/detail")).isNotBlank();
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("DRAFT");
    }

    @Test
    void aMinorVersionNeedsTwoSheetsAndTakesTheOldOnesPlace() {
        ReviewCase item = publishedInTheDistrict();
        minorVersion(item, "修订 " + item.mark + " 第二版");
        item.submitted();
        assertThat(item.resource(OTHER_GROUP).text("/version")).isEqualTo("1.0");

        item.decided("X-02", item.task("TECHNICIAN", 1), ReviewCase.sheet("X", 4));
        String teacher = item.task("TEACHER", 1);
        assertThat(item.tasks("EXPERT", 1, 0)).isEmpty();
        item.decided("R-SX-PRIMARY-04", teacher, ReviewCase.sheet("T", 4));

        item.awaitState("PUBLISHED");
        assertThat(item.submission(AUTHOR).json().get("sheets")).hasSize(2);
        Api.Answer read = item.resource(OTHER_GROUP);
        assertThat(read.text("/version")).isEqualTo("1.1");
        assertThat(read.text("/title")).endsWith("第二版");
        assertThat(item.api
                        .as(OTHER_GROUP)
                        .get("resources/" + item.resourceId + "/versions")
                        .json()
                        .get("items"))
                .extracting(version -> version.get("version").asText() + " "
                        + version.get("state").asText())
                .containsExactly("1.1 PUBLISHED", "1.0 REPLACED");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(item.api
                        .as(OTHER_GROUP)
                        .get("search?q=" + item.mark)
                        .json()
                        .get("items"))
                .extracting(
                        hit -> hit.get("id").asText() + " " + hit.get("version").asText())
                .containsExactly(item.resourceId + " 1.1"));
    }

    private ReviewCase publishedInTheDistrict() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
        List<String> experts = item.tasks("EXPERT", 1, 2);
        List<String> teachers = item.tasks("TEACHER", 1, 2);
        item.decided("E-SX-PRIMARY-02", experts.get(0), ReviewCase.sheet("E", 4));
        item.decided("E-SX-PRIMARY-03", experts.get(1), ReviewCase.sheet("E", 4));
        item.decided("R-SX-PRIMARY-01", teachers.get(0), ReviewCase.sheet("T", 4));
        item.decided("R-SX-PRIMARY-02", teachers.get(1), ReviewCase.sheet("T", 4));
        item.awaitState("PUBLISHED");
        return item;
    }

    private static void minorVersion(ReviewCase item, String title) {
        Api.Answer started = item.api
                .as(AUTHOR)
                .post("resources/" + item.resourceId + "/versions", Map.of("kind", "MINOR", "changed", "改正错字"));
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        assertThat(started.text("/version")).isEqualTo("1.1");
        item.edit(Map.of("title", title));
    }

    private String collective(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }
}

package org.coursewarecommons.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way by which a resource leaves the shelf, and the ways back. */
@IntegrationTest
class RetirementIT {

    private static final String AUTHOR = "T-JHS-005-02";
    private static final String READER = "T-JHS-042-01";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    Publishing publishing;
    Api api;

    @BeforeEach
    void connect() {
        publishing = new Publishing(context);
        api = publishing.api();
    }

    @Test
    void whatItsAuthorLetsGoIsGoneForAllAndComesBackThroughReviewAtTheSecondLevel() {
        String title = "听证案例 " + Publishing.nonce();
        UUID id = publishing.draft(AUTHOR, title, collectiveCase());
        Api.Answer file = api.as(AUTHOR)
                .upload(
                        "resources/" + id + "/files",
                        "案例.docx",
                        "application/octet-stream",
                        TestFiles.docx("听证 " + title));
        await().atMost(HearingCase.PATIENCE)
                .until(() -> api.as(AUTHOR).get("resources/" + id).text("/files/0/inspection/state"), "PASSED"::equals);
        publishing.publish(id);
        publishing.share(id, TargetScope.Level.COLLECTIVE);
        String neighbour = "T-JHS-026-01";
        String content = "resources/" + id + "/files/" + file.text("/fileId") + "/content";
        assertThat(api.as(neighbour).get(content).status()).isEqualTo(200);
        await().atMost(HearingCase.PATIENCE).until(() -> found(neighbour, title), ids -> ids.contains(id.toString()));

        HearingCase hearing = new HearingCase(context, id, title).nominated(Map.of());
        assertThat(hearing.resource(neighbour).text("/state")).isEqualTo("PROBATION");
        assertThat(hearing.resource(neighbour).text("/phase")).isEqualTo("NOTICE");
        assertThat(api.as(AUTHOR).get("inbox?limit=100").toString()).contains(title + "》被提名出库");
        assertThat(hearing.answer(READER, "AGREE").status()).isEqualTo(404);
        assertThat(hearing.answer(neighbour, "AGREE").status()).isEqualTo(403);
        assertThat(hearing.answer(AUTHOR, "AGREE").status()).isEqualTo(200);
        assertThat(hearing.answer(AUTHOR, "CONTEST").text("/code")).isEqualTo("answer-not-open");
        hearing.awaitState("EXECUTION");
        String first = hearing.tasks("STEWARD", 1).get(0);
        assertThat(hearing.vote("D-01", first, "APPROVE").text("/errors/0/code"))
                .isEqualTo("took-part");
        assertThat(api.as("D-02")
                        .post(hearing.door + "/tombstone", Map.of("publicNote", "内容陈旧。", "replacements", List.of()))
                        .status())
                .isEqualTo(200);
        hearing.voted("D-02", first, "APPROVE");
        String second = hearing.tasks("STEWARD", 1).get(0);
        assertThat(hearing.vote("D-02", second, "APPROVE").text("/code")).isEqualTo("two-persons");
        assertThat(hearing.read("D-02").text("/state")).isEqualTo("EXECUTION");
        assertThat(hearing.resource(neighbour).status()).isEqualTo(200);
        hearing.voted("D-03", second, "APPROVE");
        hearing.awaitState("RETIRED");

        Api.Answer gone = hearing.resource(neighbour);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("/id")).isEqualTo(id.toString());
        assertThat(gone.text("/title")).isEqualTo(title);
        assertThat(gone.text("/publicNote")).isEqualTo("内容陈旧。");
        assertThat(gone.text("/reasonCode")).isEqualTo("LOW_VALUE");
        assertThat(gone.text("/formerScope")).isEqualTo("COLLECTIVE");
        assertThat(gone.text("/decidedByRole")).isEqualTo("OWNER");
        assertThat(gone.json().at("/sha256")).hasSize(1);
        assertThat(gone.json().at("/restorable").asBoolean()).isTrue();
        assertThat(hearing.resource(AUTHOR).status()).isEqualTo(410);
        assertThat(hearing.resource(READER).status()).isEqualTo(404);
        assertThat(api.as(neighbour).get(content).status()).isEqualTo(410);
        assertThat(api.as(neighbour)
                        .get("resources/" + id + "/files/" + file.text("/fileId") + "/preview/1")
                        .status())
                .isEqualTo(410);
        await().atMost(HearingCase.PATIENCE).until(() -> found(neighbour, title), ids -> !ids.contains(id.toString()));
        assertThat(api.as(AUTHOR)
                        .post("resources/" + id + "/versions", Map.of("kind", "MAJOR", "changed", "自行重发"))
                        .status())
                .isEqualTo(410);
        assertThat(api.as("D-01")
                        .post("purges", Map.of("resourceId", id, "reason", "提前销毁"))
                        .text("/code"))
                .isEqualTo("retention-runs");
        assertThat(cold(gone.text("/sha256/0"))).isTrue();

        Api.Answer asked = api.as(AUTHOR).post(hearing.door + "/restoration", Map.of("text", "补充了两所村小的使用记录和新的教案。"));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(api.as(AUTHOR)
                        .post(hearing.door + "/restoration", Map.of("text", "补充了两所村小的使用记录和新的教案。"))
                        .status())
                .isEqualTo(409);
        assertThat(hearing.resource(neighbour).status()).isEqualTo(410);
        assertThat(cold(gone.text("/sha256/0"))).isFalse();
        decideAll(title);
        await().atMost(HearingCase.PATIENCE)
                .untilAsserted(
                        () -> assertThat(hearing.resource(neighbour).status()).isEqualTo(200));

        assertThat(hearing.resource(neighbour).text("/version")).isEqualTo("2.0");
        assertThat(hearing.read(AUTHOR).text("/state")).isEqualTo("RESTORED");
        await().atMost(HearingCase.PATIENCE).until(() -> found(neighbour, title), ids -> ids.contains(id.toString()));
    }

    @Test
    void aCommitteeOfAllThreeSidesDecidesAndOtherPeopleHearTheAppeal() {
        HearingCase hearing = published("T-JHS-005-02").nominated(Map.of());
        assertThat(api.as("D-01")
                        .post(
                                "retirements",
                                Map.of(
                                        "resourceId", hearing.resourceId,
                                        "reasonCode", "LOW_VALUE",
                                        "reason", "第二次提名同一资源应被拒绝。"))
                        .text("/code"))
                .isEqualTo("hearing-open");
        hearing.answer("T-JHS-005-02", "CONTEST");
        List<String> seats = hearing.tasks("COMMITTEE", 7);
        assertThat(hearing.vote("C-01", seats.get(0), "UPHOLD").status()).isEqualTo(422);
        hearing.committee("RETIRE", "RETIRE", "RETIRE", "KEEP", "ABSTAIN", "IMPROVE", "RETIRE");
        hearing.awaitState("DECIDED");
        Api.Answer decided = hearing.read("T-JHS-005-02");
        assertThat(decided.json().at("/votes/RETIRE").asInt()).isEqualTo(4);
        assertThat(decided.text("/decision")).isEqualTo("RETIRE");
        assertThat(decided.text("/decisionReason")).contains("书面理由");
        assertThat(hearing.resource(READER).text("/phase")).isEqualTo("DECISION");

        assertThat(hearing.appeal(READER).text("/code")).isEqualTo("not-a-user");
        assertThat(hearing.appeal("C-04").status()).isEqualTo(403);
        assertThat(hearing.appeal("SA-JHS-005").status()).isEqualTo(200);
        hearing.awaitState("APPEAL");
        assertThat(hearing.resource(READER).text("/phase")).isEqualTo("APPEAL");
        String seat = hearing.tasks("APPEAL", 5).get(0);
        assertThat(hearing.vote("C-01", seat, "UPHOLD").status()).isEqualTo(404);
        hearing.panel("REVERSE", "REVERSE", "UPHOLD", "ABSTAIN", "REVERSE");
        hearing.awaitState("REVERSED");

        assertThat(hearing.resource(READER).text("/state")).isEqualTo("PUBLISHED");
        assertThat(hearing.events())
                .contains("nominated", "noticed", "answered", "committee-called", "decided", "announced", "appealed");
        assertThat(api.as("D-01").get(hearing.door + "/diagram").status()).isEqualTo(200);
    }

    @Test
    void nobodyVotesAboutTheOwnSchoolAndTooFewOfOneSideAreNoQuorum() {
        HearingCase hearing = published("T-JHS-001-02").nominated(Map.of());
        hearing.answer("T-JHS-001-02", "CONTEST");
        List<String> seats = hearing.tasks("COMMITTEE", 6);
        Api.Answer barred = hearing.vote("C-04", seats.get(0), "KEEP");
        assertThat(barred.status()).isEqualTo(403);
        assertThat(barred.text("/code")).isEqualTo("hearing-conflict");
        assertThat(barred.text("/errors/0/code")).isEqualTo("same-school");
        assertThat(api.as("C-04")
                        .get("review-tasks?queue=available&kind=COMMITTEE&limit=100")
                        .toString())
                .doesNotContain(seats.get(0));
        for (String member : List.of("C-01", "C-02", "C-03", "C-06", "C-07")) {
            hearing.voted(member, hearing.open("COMMITTEE").get(0), "RETIRE");
        }

        hearing.timeIsOver();

        await().atMost(HearingCase.PATIENCE).until(hearing::events, events -> events.contains("no-quorum"));
        List<String> again = hearing.tasks("COMMITTEE", 6);
        for (int i = 0; i < 6; i++) {
            hearing.voted("C-0" + (i < 3 ? i + 1 : i + 2), again.get(i), i < 3 ? "KEEP" : "IMPROVE");
        }
        hearing.awaitState("KEPT");
        assertThat(hearing.read("D-01").text("/decision")).isEqualTo("IMPROVE");
        assertThat(hearing.resource(READER).text("/state")).isEqualTo("PUBLISHED");
    }

    @Test
    void silenceAsksTheCollectiveAndIsNoConsentAndAnAppealTooLateChangesNothing() {
        HearingCase hearing = published("T-JHS-005-02").nominated(Map.of("reasonCode", "CONTENT_SAFETY"));
        assertThat(hearing.answer("ST-JT01", "AGREE").text("/code")).isEqualTo("answer-not-open");
        hearing.timeIsOver();
        await().atMost(HearingCase.PATIENCE).until(hearing::events, events -> events.contains("collective-asked"));
        assertThat(api.as("ST-JT01").get("inbox?limit=100").toString()).contains(hearing.title);
        hearing.timeIsOver();
        hearing.awaitState("COMMITTEE");
        hearing.committee("RETIRE", "RETIRE", "RETIRE", "RETIRE", "RETIRE", "KEEP", "KEEP");
        hearing.awaitState("DECIDED");
        hearing.timeIsOver();
        assertThat(hearing.appeal("T-JHS-005-02").text("/code")).isEqualTo("appeal-not-open");
        hearing.awaitState("EXECUTION");
        assertThat(hearing.appeal("T-JHS-005-02").text("/code")).isEqualTo("appeal-not-open");
        hearing.executed().awaitState("RETIRED");

        Api.Answer gone = hearing.resource(READER);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("/decidedByRole")).isEqualTo("COMMITTEE");
        assertThat(gone.json().at("/title").isTextual()).isFalse();
        assertThat(gone.toString()).doesNotContain(hearing.title);
        assertThat(api.as("T-JHS-005-02")
                        .post(hearing.door + "/restoration", Map.of("text", "希望恢复,已经修改有关内容。"))
                        .text("/code"))
                .isEqualTo("not-restorable");
        jdbc.sql("update retirement.tombstone set retention_until = now() - interval '1 day' where resource_id = :id")
                .param("id", hearing.resourceId)
                .update();
        Api.Answer purge = api.as("D-01").post("purges", Map.of("resourceId", hearing.resourceId, "reason", "保存期已满"));
        assertThat(purge.status()).as(purge.toString()).isEqualTo(201);
        String consent = "purges/" + purge.text("/id") + "/consent";
        assertThat(api.as("D-01").post(consent).text("/code")).isEqualTo("two-persons");
        assertThat(api.as("D-01").get("purges?state=ASKED").toString()).contains(purge.text("/id"));
        assertThat(api.as("D-02").post(consent).text("/state")).isEqualTo("PURGED");
        assertThat(api.as("D-03").post(consent).status()).isEqualTo(409);
        assertThat(hearing.resource(READER).status()).isEqualTo(410);
    }

    @Test
    void aStewardEndsTheSharingInOneCollectiveByTheSameHearing() {
        String title = "收窄案例 " + Publishing.nonce();
        UUID id = publishing.publish("T-JHS-005-02", title, TargetScope.Level.COLLECTIVE);
        String group = jdbc.sql("select id::text from organisation.unit where code = 'JT01'")
                .query(String.class)
                .single();
        HearingCase hearing = new HearingCase(context, id, title);
        Map<String, Object> body = new HashMap<>(Map.of(
                "resourceId", id, "reasonCode", "NOT_APPLICABLE", "reason", "本集团各校已换用其他版本的教材。", "collectiveId", group));
        assertThat(api.as("T-JHS-026-01").post("retirements", body).status()).isEqualTo(403);
        Api.Answer made = api.as("ST-JT01").post("retirements", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        hearing.door = "retirements/" + made.text("/id");
        assertThat(hearing.resource("T-JHS-026-01").text("/state")).isEqualTo("PUBLISHED");
        hearing.answer("T-JHS-005-02", "AGREE");

        hearing.executed().awaitState("NARROWED");

        assertThat(hearing.resource("T-JHS-026-01").status()).isEqualTo(404);
        assertThat(hearing.resource("T-JHS-005-03").status()).isEqualTo(200);
        assertThat(api.as("ST-JT01").post("retirements", body).text("/code")).isEqualTo("not-shared-there");
    }

    @Test
    void theDistrictSaysForWhomAMemberSits() {
        Api.Answer members = api.as("D-01").get("committee");
        String first = members.text("/items/0/personId");
        assertThat(members.text("/items/0/side")).isEqualTo("EXPERT");

        assertThat(api.as("D-01")
                        .put("committee/" + first, Map.of("side", "EXPERT"))
                        .text("/side"))
                .isEqualTo("EXPERT");
        assertThat(api.as(AUTHOR)
                        .put("committee/" + first, Map.of("side", "TEACHER"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as("D-01")
                        .put("committee/" + UUID.randomUUID(), Map.of("side", "TEACHER"))
                        .status())
                .isEqualTo(404);
    }

    private HearingCase published(String author) {
        String title = "听证案例 " + Publishing.nonce();
        return new HearingCase(context, publishing.publish(author, title), title);
    }

    private static Map<String, Object> collectiveCase() {
        Map<String, Object> more = new HashMap<>();
        more.put("type", "CASE");
        more.put("standards", List.of("数与代数"));
        more.put("targetScope", Map.of("level", "COLLECTIVE"));
        return more;
    }

    private void decideAll(String title) {
        Map<String, List<String>> who = Map.of(
                "TECHNICIAN", List.of("X-06", "X"),
                "EXPERT", List.of("E-SX-PRIMARY-06", "E"),
                "TEACHER", List.of("R-SX-PRIMARY-08", "T"));
        for (String kind : List.of("TECHNICIAN", "EXPERT", "TEACHER")) {
            String task = await().atMost(HearingCase.PATIENCE)
                    .until(
                            () -> api.as("RC-01")
                                    .get("review-tasks?queue=team&kind=" + kind + "&q=" + utf8(title))
                                    .text("/items/0/id"),
                            found -> !found.isEmpty());
            Api.Answer decided = api.as(who.get(kind).get(0))
                    .post(
                            "review-tasks/" + task + "/decision",
                            sheet(who.get(kind).get(1)));
            assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        }
    }

    private static Map<String, Object> sheet(String form) {
        Map<String, Integer> scores = new HashMap<>();
        List<String> dimensions =
                switch (form) {
                    case "E" -> List.of("E1", "E2", "E3", "E4", "E5", "E6");
                    case "T" -> List.of("T1", "T2", "T3", "T5", "T6");
                    default -> List.of("X1", "X2", "X4", "X5", "X6", "X7");
                };
        dimensions.forEach(dimension -> scores.put(dimension, 4));
        return Map.of("scores", scores, "comment", "总体评价：结构完整，表述清楚。");
    }

    private boolean cold(String sha256) {
        return jdbc.sql("select cold_since is not null from storage.blob where sha256 = :sha256")
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private List<String> found(String person, String title) {
        return api.as(person).get("search?q=" + utf8(title)).json().at("/items").findValuesAsText("id").stream()
                .distinct()
                .toList();
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

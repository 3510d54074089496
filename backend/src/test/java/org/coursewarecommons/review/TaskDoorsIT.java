package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queues and what one may do with a task, on the technician's task of a submission at collective level. */
@IntegrationTest
class TaskDoorsIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String TECHNICIAN = "X-03";
    private static final String OTHER = "X-04";
    /** Of a school in the author's group. */
    private static final String SAME_GROUP = "R-KX-PRIMARY-04";

    private static final String STRANGER = "T-JHS-042-03";

    private final int port;
    private final JdbcClient jdbc;
    private ReviewCase item;
    private String task;

    TaskDoorsIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void submit() {
        item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        task = item.task("TECHNICIAN", 1);
    }

    @Test
    void aTaskIsOfferedToWhoMayTakeItAndToNobodyElse() {
        assertThat(item.queue(TECHNICIAN, "available", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(item.queue("E-SX-PRIMARY-02", "available", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue(STRANGER, "available", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue(TECHNICIAN, "team", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.api.as(STRANGER).get("review-tasks/" + task).status()).isEqualTo(404);
        assertThat(item.claim(STRANGER, task).status()).isEqualTo(404);
        assertThat(item.claim(AUTHOR, task).text("/code")).isEqualTo("not-found");
    }

    @Test
    void claimedItMovesFromAvailableToMine() {
        Api.Answer claimed = item.claim(TECHNICIAN, task);

        assertThat(claimed.status()).as(claimed.toString()).isEqualTo(200);
        assertThat(claimed.text("/state")).isEqualTo("CLAIMED");
        assertThat(texts(claimed.json().get("actions"))).containsExactlyInAnyOrder("decide", "draft", "release");
        assertThat(item.queue(TECHNICIAN, "mine", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(item.queue(OTHER, "available", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.claim(OTHER, task).text("/code")).isEqualTo("not-your-task");
        assertThat(item.decide(OTHER, task, ReviewCase.sheet("X", 4)).status()).isEqualTo(409);
    }

    @Test
    void countsEqualTheLists() {
        item.claim(TECHNICIAN, task);

        JsonNode counts = item.api
                .as(TECHNICIAN)
                .get("review-tasks/counts?q=" + item.mark)
                .json();
        JsonNode all = item.api.as(TECHNICIAN).get("review-tasks/counts").json();
        JsonNode me = item.api.as(TECHNICIAN).get("me").json().get("counts");

        assertThat(counts.get("mine").asInt()).isEqualTo(1);
        assertThat(counts.get("available").asInt()).isZero();
        assertThat(me.get("myTasks")).isEqualTo(all.get("mine"));
        assertThat(me.get("available")).isEqualTo(all.get("available"));
        assertThat(item.api
                        .as(TECHNICIAN)
                        .get("review-tasks?queue=available&limit=100")
                        .json()
                        .get("total"))
                .isEqualTo(all.get("available"));
    }

    @Test
    void theWorkersSeeFormFilesAndResourceButNotTheAuthor() {
        Api.Answer read = item.api.as(TECHNICIAN).get("review-tasks/" + task);

        assertThat(read.text("/material/form/form")).isEqualTo("X");
        assertThat(read.json().at("/material/form/dimensions")).hasSize(6);
        assertThat(read.text("/material/files/0/name")).isEqualTo("案例.docx");
        assertThat(read.text("/material/resource/metadata/title")).contains(item.mark);
        assertThat(read.json().at("/material/resource/metadata").has("contributors"))
                .isFalse();
    }

    @Test
    void nobodyOfTheAuthorsGroupDecidesAtDistrictLevel() {
        ReviewCase science = ReviewCase.at(port, AUTHOR, "KX", "DISTRICT", "L2");
        science.passCollective("E-KX-PRIMARY-01", "R-KX-PRIMARY-01");
        String teacher = science.tasks("TEACHER", 1, 2).get(0);

        assertThat(science.queue(SAME_GROUP, "available", "TEACHER", 1)).isEmpty();
        refused(science.claim(SAME_GROUP, teacher), "conflict-of-interest", "same-collective");
        refused(
                science.decide(SAME_GROUP, teacher, ReviewCase.sheet("T", 4)),
                "conflict-of-interest",
                "same-collective");
    }

    @Test
    void nobodyOfTheAuthorsSchoolDecidesAboveSchoolLevel() {
        item.decided(TECHNICIAN, task, ReviewCase.sheet("X", 4));
        String expert = item.task("EXPERT", 1);

        refused(
                item.decide("E-SX-PRIMARY-01", expert, ReviewCase.sheet("E", 4)),
                "conflict-of-interest",
                "same-school");
        refused(item.decide("E-YW-PRIMARY-01", expert, ReviewCase.sheet("E", 4)), "not-appointed", "coverage");
    }

    @Test
    void theAuthorDoesNotDecideEvenAsAReviewer() {
        ReviewCase own = ReviewCase.submitted(port, "R-XK-PRIMARY-03", "XK", "SCHOOL");
        String teacher = own.task("TEACHER", 1);

        refused(own.decide("R-XK-PRIMARY-03", teacher, ReviewCase.sheet("T", 5)), "conflict-of-interest", "author");
        assertThat(own.queue("R-XK-PRIMARY-03", "available", "TEACHER", 1)).isEmpty();
    }

    @Test
    void aDecisionIsTakenOnce() {
        item.decided(TECHNICIAN, task, ReviewCase.sheet("X", 4));

        Api.Answer twice = item.decide(TECHNICIAN, task, ReviewCase.sheet("X", 1));

        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text("/code")).isEqualTo("already-decided");
        assertThat(item.decide(OTHER, task, ReviewCase.sheet("X", 1)).text("/code"))
                .isEqualTo("already-decided");
        assertThat(sheets()).isEqualTo(1);
    }

    @Test
    void aScoreOutOfRangeIsNamedAndNothingChanges() {
        Map<String, Object> sheet = ReviewCase.sheet("X", 4);
        Map<String, Object> scores = new HashMap<>();
        ((Map<?, ?>) sheet.get("scores")).forEach((id, score) -> scores.put(String.valueOf(id), score));
        scores.put("X1", 9);
        scores.remove("X2");
        sheet.put("scores", scores);

        Api.Answer refused = item.decide(TECHNICIAN, task, sheet);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ReviewIT.faults(refused)).containsExactlyInAnyOrder("/scores/X1 range", "/scores/X2 required");
        unchanged();
    }

    @Test
    void aHalfFilledFormIsKeptForWhoFilledIt() {
        String claimed = item.claim(TECHNICIAN, task).eTag();
        Api technician = item.api.as(TECHNICIAN);
        Map<String, Object> half = Map.of("scores", Map.of("X1", 5));

        assertThat(technician.put("review-tasks/" + task + "/draft", half).status())
                .isEqualTo(428);
        Api.Answer saved = technician.ifMatch(claimed).put("review-tasks/" + task + "/draft", half);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
        assertThat(technician
                        .ifMatch(claimed)
                        .put("review-tasks/" + task + "/draft", half)
                        .status())
                .isEqualTo(412);
        technician.post("review-tasks/" + task + "/release");
        assertThat(item.claim(OTHER, task).status()).isEqualTo(200);
        assertThat(item.api
                        .as(OTHER)
                        .get("review-tasks/" + task)
                        .json()
                        .get("draft")
                        .isNull())
                .isTrue();
        item.api.as(OTHER).post("review-tasks/" + task + "/release");
        assertThat(technician
                        .get("review-tasks/" + task)
                        .json()
                        .at("/draft/scores/X1")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aCoordinatorGivesATaskToSomebodyWhoMayTakeIt() {
        item.claim(TECHNICIAN, task);

        assertThat(reassign(OTHER, personId(OTHER)).status()).isEqualTo(403);
        refused(reassign(ReviewCase.COORDINATOR, personId("E-SX-PRIMARY-02")), "not-appointed", "coverage");
        Api.Answer given = reassign(ReviewCase.COORDINATOR, personId(OTHER));

        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(given.text("/holder/personId")).isEqualTo(personId(OTHER));
        assertThat(item.queue(OTHER, "mine", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(item.decide(TECHNICIAN, task, ReviewCase.sheet("X", 4)).text("/code"))
                .isEqualTo("not-your-task");
    }

    @Test
    void nobodyTakesTwoTasksOfARound() {
        item.passCollective("E-SX-PRIMARY-06", "R-SX-PRIMARY-08");
        List<String> experts = item.tasks("EXPERT", 1, 2);
        assertThat(item.claim("E-SX-PRIMARY-04", experts.get(0)).status()).isEqualTo(200);

        assertThat(item.queue("E-SX-PRIMARY-04", "available", "EXPERT", 1)).isEmpty();
        assertThat(item.claim("E-SX-PRIMARY-04", experts.get(1)).text("/code")).isEqualTo("one-task-a-round");
    }

    @Test
    void aQueueIsPagedInAStableOrder() {
        ReviewCase second = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        second.task("TECHNICIAN", 1);
        Api coordinator = item.api.as(ReviewCase.COORDINATOR);

        for (String sort : List.of("due", "oldest", "newest")) {
            List<String> whole = ids(coordinator.get("review-tasks?queue=team&limit=100&sort=" + sort));
            List<String> paged = new ArrayList<>();
            String next = "";
            do {
                Api.Answer page = coordinator.get("review-tasks?queue=team&limit=1&sort=" + sort + next);
                paged.addAll(ids(page));
                next = page.json().get("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
            } while (!next.isEmpty() && paged.size() < whole.size());
            assertThat(paged).as(sort).isEqualTo(whole).hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(coordinator.get("review-tasks?queue=nobody").status()).isEqualTo(400);
        assertThat(coordinator.get("review-tasks?queue=team&cursor=Zm9v").status())
                .isEqualTo(400);
        assertThat(ids(coordinator.get("review-tasks?queue=team&due=overdue&q=" + item.mark)))
                .isEmpty();
    }

    private Api.Answer reassign(String by, String personId) {
        return item.api
                .as(by)
                .post("review-tasks/" + task + "/reassignment", Map.of("personId", personId, "reason", "原评审人请假"));
    }

    private String personId(String code) {
        return item.api.as(code).get("me").text("/personId");
    }

    private void unchanged() {
        assertThat(item.queue(TECHNICIAN, "available", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(sheets()).isZero();
    }

    private long sheets() {
        return jdbc.sql(
                        "select count(*) from review.score_sheet where submission_id = cast(:id as uuid) and form = 'X'")
                .param("id", item.submissionId())
                .query(Long.class)
                .single();
    }

    private static void refused(Api.Answer answer, String code, String rule) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/errors/0/code")).isEqualTo(rule);
        assertThat(answer.text("/errors/0/detail")).isNotBlank();
    }

    private static List<String> ids(Api.Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().get("items").forEach(task -> ids.add(task.get("id").asText()));
        return ids;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}

package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who sees what of a review: its author, its reviewers, the coordinators and everybody else. */
@IntegrationTest
class TransparencyIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COORDINATOR = ReviewCase.COORDINATOR;
    private static final String STRANGER = "T-JHS-042-03";
    private static final List<String> REVIEWERS =
            List.of("X-01", "E-SX-PRIMARY-02", "E-SX-PRIMARY-03", "R-SX-PRIMARY-01", "R-SX-PRIMARY-02");

    private final int port;

    TransparencyIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void everyoneSeesWhatIsTheirsAndNoMore() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
        List<String> experts = item.tasks("EXPERT", 1, 2);
        List<String> teachers = item.tasks("TEACHER", 1, 2);
        item.decided("E-SX-PRIMARY-02", experts.get(0), remarked(item));
        item.claim("E-SX-PRIMARY-03", experts.get(1));

        aRunningRoundIsBlind(item);
        thePictureShowsWhereItStands(item);
        item.decided("E-SX-PRIMARY-03", experts.get(1), ReviewCase.sheet("E", 4));
        item.decided("R-SX-PRIMARY-01", teachers.get(0), ReviewCase.sheet("T", 4));
        item.decided("R-SX-PRIMARY-02", teachers.get(1), ReviewCase.sheet("T", 4));
        item.awaitState("PUBLISHED");

        theAuthorReadsRemarksAndScoresButNoNames(item);
        everybodyReadsTheBadge(item);
    }

    private static void aRunningRoundIsBlind(ReviewCase item) {
        assertThat(sheets(item, AUTHOR)).isEmpty();
        assertThat(sheets(item, "E-SX-PRIMARY-03")).isEmpty();
        assertThat(sheets(item, "E-SX-PRIMARY-02")).hasSize(1);
        assertThat(sheets(item, COORDINATOR)).hasSize(5);
        assertThat(item.submission(STRANGER).status()).isEqualTo(404);
        namesNobody(item, AUTHOR, "E-SX-PRIMARY-03");
    }

    private static void thePictureShowsWhereItStands(ReviewCase item) {
        String path = "submissions/" + item.submissionId() + "/diagram";
        Api.Answer picture = item.api.as(AUTHOR).with("Accept", "image/svg+xml").get(path);

        assertThat(picture.status()).as(picture.toString()).isEqualTo(200);
        assertThat(picture.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(picture.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        String svg = new String(picture.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(svg).contains("data-state=\"ACTIVE\"", "data-state=\"DONE\"", "进行中：", "<title id=\"title\">");
        assertThat(item.api.as(AUTHOR).get(path).status()).isEqualTo(200);
        assertThat(item.api.as(STRANGER).get(path).status()).isEqualTo(404);
    }

    private static void theAuthorReadsRemarksAndScoresButNoNames(ReviewCase item) {
        List<JsonNode> sheets = sheets(item, AUTHOR);
        assertThat(sheets).hasSize(8).allSatisfy(sheet -> {
            assertThat(sheet.get("formScore").isNumber()).isTrue();
            assertThat(sheet.get("scores").isNull()).isTrue();
        });
        assertThat(sheets).anySatisfy(sheet -> {
            assertThat(sheet.at("/remarks/0/place").asText()).isEqualTo("第 2 页");
            assertThat(sheet.at("/remarks/0/file").asText()).isNotBlank();
        });
        namesNobody(item, AUTHOR, AUTHOR);
        assertThat(timeline(item, AUTHOR)).contains("submitted", "task-claimed", "sheet-received", "published");
        item.api
                .as(AUTHOR)
                .get("submissions/" + item.submissionId() + "/timeline")
                .json()
                .get("items")
                .forEach(entry -> assertThat(entry.get("text").asText())
                        .isNotBlank()
                        .isNotEqualTo(entry.get("event").asText()));
        assertThat(item.submission(COORDINATOR).text("/sheets/0/reviewer/name")).isNotBlank();
    }

    private static void everybodyReadsTheBadge(ReviewCase item) {
        Api.Answer badge = item.api.as(STRANGER).get("resources/" + item.resourceId + "/review-badge");

        assertThat(badge.status()).as(badge.toString()).isEqualTo(200);
        assertThat(badge.text("/level")).isEqualTo("L3");
        assertThat(badge.text("/band")).isEqualTo("APPROVED");
        assertThat(badge.text("/reviewedAt")).isNotBlank();
        assertThat(badge.json().at("/rubrics/E").asInt()).isPositive();
        assertThat(badge.json().has("composite")).isFalse();
        Api.Answer resource = item.api.as(STRANGER).get("resources/" + item.resourceId);
        assertThat(resource.text("/reviewBadge/level")).isEqualTo("L3");
        assertThat(resource.text("/reviewBadge/band")).isEqualTo("APPROVED");
        namesNobody(badge, item);
    }

    /** Neither name nor id of a reviewer stands in anything that the reader can ask for. */
    private static void namesNobody(ReviewCase item, String reader, String except) {
        for (String path : List.of("", "/timeline", "/diagram")) {
            Api.Answer answer = item.api.as(reader).get("submissions/" + item.submissionId() + path);
            for (String reviewer : REVIEWERS) {
                if (!reviewer.equals(except)) {
                    namesNot(answer, item, reviewer);
                }
            }
        }
        namesNobody(item.resource(reader), item);
    }

    private static void namesNobody(Api.Answer answer, ReviewCase item) {
        REVIEWERS.forEach(reviewer -> namesNot(answer, item, reviewer));
    }

    private static void namesNot(Api.Answer answer, ReviewCase item, String reviewer) {
        Api.Answer me = item.api.as(reviewer).get("me");
        assertThat(answer.toString()).doesNotContain(me.text("/personId"), me.text("/name"));
    }

    private static List<JsonNode> sheets(ReviewCase item, String person) {
        List<JsonNode> sheets = new java.util.ArrayList<>();
        item.submission(person).json().get("sheets").forEach(sheets::add);
        return sheets;
    }

    private static List<String> timeline(ReviewCase item, String person) {
        List<String> events = new java.util.ArrayList<>();
        item.api
                .as(person)
                .get("submissions/" + item.submissionId() + "/timeline")
                .json()
                .get("items")
                .forEach(entry -> events.add(entry.get("event").asText()));
        return events;
    }

    private static Map<String, Object> remarked(ReviewCase item) {
        String file = item.resource(item.author).text("/files/0/fileId");
        Map<String, Object> sheet = new LinkedHashMap<>(ReviewCase.sheet("E", 4));
        sheet.put("remarks", List.of(Map.of("file", file, "place", "第 2 页", "text", "例题数据请再核对。")));
        return sheet;
    }
}

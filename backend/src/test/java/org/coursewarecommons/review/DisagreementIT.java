package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** District reviewers who don't agree: convergence, a third one, a meeting. */
@IntegrationTest
class DisagreementIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String FIRST = "E-SX-PRIMARY-02";
    private static final String SECOND = "E-SX-PRIMARY-03";
    private static final String THIRD = "E-SX-PRIMARY-04";

    private final int port;
    private ReviewCase item;

    DisagreementIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void toTheDistrict() {
        item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
        List<String> teachers = item.tasks("TEACHER", 1, 2);
        item.decided("R-SX-PRIMARY-01", teachers.get(0), ReviewCase.sheet("T", 4));
        item.decided("R-SX-PRIMARY-02", teachers.get(1), ReviewCase.sheet("T", 4));
    }

    @Test
    void expertsTenPointsApartSeeBothSheetsAndMayReviseTheirOwnOnce() {
        experts(sheet(5, 5, 4, 4, 4, 4), sheet(5, 4, 4, 4, 3, 4));
        List<String> tasks = item.tasks("EXPERT", 1, 2);
        String own = tasks.stream()
                .filter(task -> item.queue(FIRST, "available", "EXPERT", 1).contains(task))
                .findFirst()
                .orElseThrow();
        String other = tasks.get(tasks.get(0).equals(own) ? 1 : 0);

        assertThat(item.queue(FIRST, "available", "EXPERT", 1)).containsExactly(own);
        assertThat(item.claim(FIRST, other).text("/errors/0/code")).isEqualTo("own-sheet");
        assertThat(item.claim(THIRD, own).status()).isEqualTo(403);
        assertThat(item.claim(FIRST, own).text("/basedOnTaskId")).isNotBlank();
        JsonNode seen = item.api.as(FIRST).get("review-tasks/" + own).json();
        assertThat(seen.at("/material/sheets")).hasSize(2);
        assertThat(seen.at("/material/sheets/0").has("reviewer")).isFalse();
        item.decided(FIRST, own, sheet(5, 4, 4, 4, 4, 4));
        item.decided(SECOND, other, sheet(5, 4, 4, 4, 4, 4));

        item.awaitState("PUBLISHED");
        JsonNode sheets = item.submission(AUTHOR).json().get("sheets");
        assertThat(sheets)
                .filteredOn(sheet -> sheet.get("level").asText().equals("L3")
                        && sheet.get("form").asText().equals("E"))
                .extracting(sheet -> sheet.get("formScore").asText() + " "
                        + sheet.get("replaced").asBoolean())
                .containsExactlyInAnyOrder("85.0 true", "75.0 true", "78.75 false", "78.75 false");
        // E 78.75, T 75, X 75
        assertThat(item.submission(AUTHOR).json().get("composite").decimalValue())
                .isEqualByComparingTo("76.69");
        assertThat(ReviewIT.events(item)).contains("sheet-revised");
    }

    @Test
    void expertsFarApartGetAThirdWhoSeesNothingAndTheMedianCounts() {
        experts(sheet(5, 5, 4, 4, 4, 4), sheet(4, 4, 3, 4, 4, 3));
        String third = item.task("EXPERT", 1);

        assertThat(item.claim(FIRST, third).text("/code")).isEqualTo("one-task-a-round");
        assertThat(item.claim("E-SX-PRIMARY-06", third).text("/errors/0/code")).isEqualTo("scored-before");
        item.claim(THIRD, third);
        assertThat(item.api
                        .as(THIRD)
                        .get("review-tasks/" + third)
                        .json()
                        .get("material")
                        .has("sheets"))
                .isFalse();
        item.decided(THIRD, third, sheet(4, 4, 4, 4, 4, 4));

        item.awaitState("PUBLISHED");
        // the median of 85, 67.5 and 75
        assertThat(item.submission(AUTHOR).json().get("composite").decimalValue())
                .isEqualByComparingTo("75.00");
    }

    @Test
    void threeExpertsMoreThanThirtyPointsApartAreSettledByAMeetingWithWrittenReasons() {
        experts(sheet(5, 5, 5, 4, 4, 4), sheet(4, 3, 3, 3, 3, 3));
        item.decided(THIRD, item.task("EXPERT", 1), sheet(4, 4, 4, 4, 3, 4));
        List<String> seats = item.tasks("ADJUDICATION", 1, 3);

        assertThat(item.decide("C-01", seats.get(0), ReviewCase.sheet("E", 4)).status())
                .isEqualTo(422);
        Api.Answer bare = item.decide("C-01", seats.get(0), Map.of("vote", "APPROVE"));
        assertThat(ReviewIT.faults(bare)).containsExactly("/comment reason-required");
        assertThat(item.claim(FIRST, seats.get(0)).status()).isEqualTo(403);
        Map<String, String> returned = Map.of("vote", "RETURN", "comment", "三份评分相差过大，请作者补充教学设计后再议。");
        item.decided("C-01", seats.get(0), returned);
        item.decided("C-02", seats.get(1), Map.of("vote", "APPROVE", "comment", "内容科学，可以在区内使用，不必退回。"));
        item.decided("C-03", seats.get(2), returned);

        item.awaitState("REVISION_REQUESTED");
        assertThat(item.submission(AUTHOR).text("/outcome")).isEqualTo("REVISE");
    }

    private void experts(Map<String, Object> first, Map<String, Object> second) {
        List<String> tasks = item.tasks("EXPERT", 1, 2);
        item.decided(FIRST, tasks.get(0), first);
        item.decided(SECOND, tasks.get(1), second);
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
}

package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each veto is confirmed by those whom its code names, and by nobody else. */
@IntegrationTest
class VetoIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String RAISER = "SA-JHS-005";
    private static final String CHAIR = "C-01";
    private static final String OPS = ReviewCase.COORDINATOR;
    private static final String EXPERT = "E-SX-PRIMARY-02";
    private static final String GEOGRAPHER = "E-DL-JUNIOR-01";
    private static final String TECHNICIAN = "X-02";
    private static final String TEACHER = "R-SX-PRIMARY-02";
    private static final Map<String, String> UPHOLD = Map.of("vote", "UPHOLD", "comment", "已核实，情况属实。");
    private static final Map<String, String> REVERSE = Map.of("vote", "REVERSE", "comment", "经核实不成立。");

    private final int port;
    private ReviewCase item;

    VetoIT(@LocalServerPort int port) {
        this.port = port;
    }

    @AfterEach
    void endWhatStillRuns() {
        item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
    }

    @Test
    void everyPlaceIsOneTaskForThoseWhomTheCodesName() {
        raised("V02", "V03", "V04", "V09", "V12");

        item.tasks("VETO_CHECK", 1, 6);
        for (String person : List.of(CHAIR, OPS, EXPERT, GEOGRAPHER, TECHNICIAN, TEACHER)) {
            assertThat(open(person)).as(person).hasSize(1);
        }
        assertThat(open("E-YW-PRIMARY-01")).isEmpty();
        assertThat(open(RAISER)).isEmpty();
        assertThat(open(AUTHOR)).isEmpty();
        assertThat(codes(EXPERT)).containsExactly("V03");
        assertThat(codes(GEOGRAPHER)).containsExactly("V02");
        assertThat(codes(CHAIR)).containsExactly("V04");
        assertThat(codes(TECHNICIAN)).containsExactly("V09");
        assertThat(codes(TEACHER)).containsExactly("V12");
    }

    @Test
    void theFirstVoiceAloneConfirmsNothingThatNeedsTwo() {
        raised("V01");
        item.tasks("VETO_CHECK", 1, 2);
        String chair = open(CHAIR).get(0);
        String expert = open(EXPERT).get(0);

        assertThat(item.claim(OPS, chair).text("/errors/0/code")).isEqualTo("role");
        item.decided(CHAIR, chair, UPHOLD);
        assertThat(confirmed()).isNull();
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("SUBMITTED");
        assertThat(item.claim(CHAIR, expert).status()).isEqualTo(403);
        item.decided(EXPERT, expert, UPHOLD);

        item.awaitState("REJECTED");
        assertThat(confirmed()).isTrue();
    }

    @Test
    void oneWhoReversesItIsEnoughAgainstItAndNobodyElseIsAsked() {
        raised("V01");
        item.tasks("VETO_CHECK", 1, 2);

        item.decided(EXPERT, open(EXPERT).get(0), REVERSE);

        item.awaitState("PUBLISHED");
        assertThat(open(CHAIR)).isEmpty();
        assertThat(confirmed()).isFalse();
        assertThat(ReviewIT.events(item)).contains("veto-reversed").doesNotContain("veto-upheld");
    }

    @Test
    void anUpheldMistakeOfContentGoesBackToItsAuthor() {
        raised("V03");
        String check = item.task("VETO_CHECK", 1);

        assertThat(item.claim("E-YW-PRIMARY-01", check).text("/errors/0/code")).isEqualTo("coverage");
        item.decided(EXPERT, check, UPHOLD);

        item.awaitState("REVISION_REQUESTED");
    }

    @Test
    void whatCannotWaitIsDueTheSameDay() {
        raised("V05");
        String check = item.task("VETO_CHECK", 1);

        JsonNode task = item.api.as(OPS).get("review-tasks/" + check).json().get("task");
        assertThat(java.time.Instant.parse(task.get("due").asText()))
                .isBeforeOrEqualTo(
                        java.time.Instant.parse(task.get("since").asText()).plus(java.time.Duration.ofDays(1)));
        assertThat(item.claim(CHAIR, check).status()).isEqualTo(403);
        item.decided(OPS, check, REVERSE);
        item.awaitState("PUBLISHED");
    }

    private void raised(String... codes) {
        item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        Map<String, Object> sheet = ReviewCase.sheet("T", 4);
        sheet.put(
                "vetoes",
                Arrays.stream(codes)
                        .map(code -> Map.of("code", code, "place", "第 1 页", "reason", "测试用"))
                        .toList());
        item.decided(RAISER, item.task("TEACHER", 1), sheet);
    }

    private List<String> open(String person) {
        return item.queue(person, "available", "VETO_CHECK", 1);
    }

    private List<String> codes(String person) {
        return item.api
                .as(person)
                .get("review-tasks/" + open(person).get(0))
                .json()
                .at("/material/vetoes")
                .findValuesAsText("code");
    }

    private Boolean confirmed() {
        JsonNode veto = item.submission(ReviewCase.COORDINATOR).json().at("/vetoes/0/confirmed");
        return veto.isNull() ? null : veto.asBoolean();
    }
}

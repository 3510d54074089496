package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Items with a known answer: blind for those who are asked, and without effect on anything. */
@IntegrationTest
class CalibrationIT {

    private static final String COORDINATOR = "RC-01";
    private static final String EXPERT = "E-SX-PRIMARY-05";
    private static final String OTHER = "E-SX-PRIMARY-06";

    private final Publishing publishing;
    private final Api api;
    private final CalibrationReminders reminders;
    private final String title = "校准 " + Publishing.nonce();
    private UUID resourceId;
    private String id = "";

    CalibrationIT(ApplicationContext context) {
        publishing = new Publishing(context);
        api = publishing.api();
        reminders = context.getBean(CalibrationReminders.class);
    }

    @BeforeEach
    void begun() {
        resourceId = publishing.publish("T-JHS-005-01", title);
        Api.Answer begun = api.as(COORDINATOR).post("calibrations", reference());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        id = begun.text("/calibration/id");
    }

    @AfterEach
    void closed() {
        api.as(COORDINATOR).post("calibrations/" + id + "/closure");
    }

    @Test
    void everyReviewerOfTheRoleIsAskedAndMeetsItLikeAnyOtherSheet() {
        assertThat(calibration().at("/calibration/asked").asInt()).isGreaterThanOrEqualTo(6);
        JsonNode own = task(EXPERT);
        assertThat(own.get("kind").asText()).isEqualTo("EXPERT");
        assertThat(own.toString()).doesNotContain("alibration");
        JsonNode seen =
                api.as(EXPERT).get("review-tasks/" + own.get("id").asText()).json();
        assertThat(seen.at("/material/form/dimensions")).hasSize(6);
        assertThat(seen.toString()).doesNotContain("referenceScore", "某教师");
        assertThat(api.as(OTHER).get("review-tasks/" + own.get("id").asText()).status())
                .isEqualTo(404);
        assertThat(task("R-SX-PRIMARY-01").isMissingNode()).isTrue();
    }

    @Test
    void aSheetIsComparedWithTheKnownOneAndChangesNothing() {
        String task = task(EXPERT).get("id").asText();
        Map<String, Object> sheet = new HashMap<>(ReviewCase.sheet("E", 4));
        sheet.put("scores", Map.of("E1", 4, "E2", 5, "E3", 4, "E4", 4, "E5", 4, "E6", 4));
        assertThat(api.as(EXPERT)
                        .post("review-tasks/" + task + "/decision", Map.of("scores", Map.of("E1", 9)))
                        .status())
                .isEqualTo(422);
        assertThat(api.as(EXPERT)
                        .post("review-tasks/" + task + "/decision", sheet)
                        .status())
                .isEqualTo(200);

        JsonNode answer = answer(EXPERT);
        // E2 weighs 25 of 100 and is one step of four above the known answer.
        assertThat(answer.get("deviation").decimalValue()).isEqualByComparingTo("6.25");
        assertThat(answer.at("/differences/E2").asInt()).isOne();
        assertThat(calibration().at("/calibration/answered").asInt()).isOne();
        assertThat(api.as(COORDINATOR).get("resources/" + resourceId).text("/state"))
                .isEqualTo("PUBLISHED");
        JsonNode figures = own(EXPERT);
        assertThat(figures.at("/calibration/sheets").asInt()).isPositive();
        assertThat(figures.at("/role").asText()).isEqualTo("EXPERT");
    }

    @Test
    void aClosedCalibrationAsksNobodyAnyLonger() {
        Api.Answer closed = api.as(COORDINATOR).post("calibrations/" + id + "/closure");
        assertThat(closed.status()).as(closed.toString()).isEqualTo(200);

        assertThat(task(OTHER).isMissingNode()).isTrue();
        assertThat(calibration().at("/calibration/closedAt").isNull()).isFalse();
        assertThat(api.as(COORDINATOR).post("calibrations/" + id + "/closure").status())
                .isEqualTo(409);
    }

    @Test
    void coordinatorsAreToldOnceOfAMonthThatHasNone() {
        LocalDate month = LocalDate.of(2041, 3, 1).plusMonths(new Random().nextInt(10_000));

        assertThat(reminders.remind(month)).isTrue();
        assertThat(reminders.remind(month)).isFalse();

        assertThat(api.as(COORDINATOR).get("inbox?limit=20").toString())
                .contains("calibration.missing", month.toString().substring(0, 7));
        LocalDate present =
                LocalDate.parse(calibration().at("/calibration/month").asText().substring(0, 7) + "-01");
        assertThat(reminders.remind(present)).isFalse();
        assertThat(reminders.next(Instant.parse("2026-11-16T00:00:00Z")))
                .contains(Instant.parse("2026-12-15T01:00:00Z"));
        assertThat(reminders.next(Instant.parse("2026-11-15T00:59:59Z")))
                .contains(Instant.parse("2026-11-15T01:00:00Z"));
    }

    @Test
    void oneItemIsOpenOnlyOnceAndTheAnswerMustBeAWholeSheet() {
        assertThat(api.as(COORDINATOR).post("calibrations", reference()).text("/code"))
                .isEqualTo("calibration-open");
        Map<String, Object> half = new HashMap<>(reference());
        half.put("scores", Map.of("E1", 4));
        assertThat(ReviewIT.faults(api.as(COORDINATOR).post("calibrations", half)))
                .contains("/scores/E2 required");
    }

    @Test
    void onlyThoseWhoWatchOverReviewsMayKnow() {
        assertThat(api.as(EXPERT).get("calibrations").status()).isEqualTo(403);
        assertThat(api.as(EXPERT).get("calibrations/" + id).status()).isEqualTo(403);
        assertThat(api.as(EXPERT).post("calibrations", reference()).status()).isEqualTo(403);
        JsonNode listed = api.as("AU-01").get("calibrations?form=E&limit=1").json();
        assertThat(listed.at("/items/0/id").asText()).isEqualTo(id);
    }

    private Map<String, Object> reference() {
        Map<String, Object> reference = new HashMap<>(ReviewCase.sheet("E", 4));
        reference.put("resourceId", resourceId);
        reference.put("form", "E");
        return reference;
    }

    private JsonNode calibration() {
        return api.as(COORDINATOR).get("calibrations/" + id).json();
    }

    private JsonNode answer(String person) {
        String personId = api.as(person).get("me").text("/personId");
        for (JsonNode sheet : calibration().get("sheets")) {
            if (sheet.get("personId").asText().equals(personId)) {
                return sheet;
            }
        }
        throw new AssertionError(person + " was not asked");
    }

    private JsonNode own(String person) {
        return api.as(person).get("me/review-quality").json().at("/items/0");
    }

    private JsonNode task(String person) {
        return api.as(person)
                .get("review-tasks?queue=available&q=" + title.substring(3))
                .json()
                .at("/items/0");
    }
}

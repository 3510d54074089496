package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of a term that nothing else happened in: twenty items, each scored by a mild and a strict expert. */
@IntegrationTest
class ReviewQualityIT {

    private static final String TERM = "2038S1";
    private static final OffsetDateTime START = OffsetDateTime.of(2038, 9, 6, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String COORDINATOR = "RC-01";
    private static final String MILD = "E-YW-PRIMARY-01";
    private static final String STRICT = "E-YW-PRIMARY-02";
    private static final String THIRD = "E-SX-PRIMARY-06";

    private final JdbcClient jdbc;
    private final Api api;
    private final List<UUID> submissions = new ArrayList<>();

    ReviewQualityIT(JdbcClient jdbc, @LocalServerPort int port) {
        this.jdbc = jdbc;
        this.api = Api.on(port);
    }

    /** Thirty points apart, ten times; twenty points apart, ten times, of which one was settled by a third. */
    @BeforeEach
    void aTerm() {
        for (int i = 0; i < 20; i++) {
            UUID submission = submission(i);
            sheet(submission, MILD, i < 10 ? 90 : 80, i, i, false);
            sheet(submission, STRICT, 60, i, i < 5 ? i + 30 : i, false);
        }
        sheet(submissions.get(19), THIRD, 70, 25, 30, true);
    }

    @AfterEach
    void forget() {
        for (String table : List.of("score_sheet", "timeline")) {
            jdbc.sql("delete from review." + table + " where submission_id in (:ids)")
                    .param("ids", submissions)
                    .update();
        }
        jdbc.sql("delete from review.submission where id in (:ids)")
                .param("ids", submissions)
                .update();
    }

    @Test
    void deviationIsMeasuredFromTheMedianOfTheRole() {
        JsonNode mild = figures(MILD);

        assertThat(mild.get("reviews").asInt()).isEqualTo(20);
        assertThat(mild.get("compared").asInt()).isEqualTo(20);
        // 15 above, ten times; 10 above, ten times, the third's 70 being the median of three.
        assertThat(mild.get("deviation").asDouble()).isEqualTo(12.5);
        assertThat(figures(STRICT).get("deviation").asDouble()).isEqualTo(-12.5);
        assertThat(mild.get("absoluteDeviation").asDouble()).isEqualTo(12.5);
        assertThat(mild.get("thirdShare").asDouble()).isEqualTo(0.05);
        assertThat(figures(THIRD).get("thirdShare").isNull()).isTrue();
    }

    @Test
    void whoeverDeviatesByMoreThanTwelvePointsOverTwentyReviewsIsFlaggedAndNothingElseHappens() {
        JsonNode mild = figures(MILD);

        assertThat(mild.get("lastDeviation").asDouble()).isEqualTo(12.5);
        assertThat(mild.get("flagged").asBoolean()).isTrue();
        assertThat(mild.get("appointed").asBoolean()).isTrue();
        assertThat(figures(THIRD).get("flagged").asBoolean()).isFalse();
        assertThat(figures(THIRD).get("lastDeviation").isNull()).isTrue();
    }

    @Test
    void sheetsAfterTheirDateAndLapsesCountAgainstPunctuality() {
        assertThat(figures(MILD).get("onTimeRate").asDouble()).isEqualTo(1);
        assertThat(figures(STRICT).get("onTimeRate").asDouble()).isEqualTo(0.75);
    }

    @Test
    void agreementIsToldForEachRoleAgainstItsTarget() {
        JsonNode report =
                api.as(COORDINATOR).get("review-quality/agreement?term=" + TERM).json();

        JsonNode experts = report.at("/items/0");
        assertThat(report.get("target").asDouble()).isEqualTo(0.6);
        assertThat(experts.get("units").asInt()).isEqualTo(20);
        assertThat(experts.get("sheets").asInt()).isEqualTo(41);
        assertThat(experts.get("alpha").asDouble()).isNegative();
        assertThat(experts.get("reached").asBoolean()).isFalse();
        assertThat(report.at("/items/1/alpha").isNull()).isTrue();
    }

    @Test
    void timesToDecisionAndAcceptanceAreToldByAreaOfTheAuthor() {
        for (int i = 0; i < 10; i++) {
            told(submissions.get(i), "level-entered", "L3", 0);
            told(submissions.get(i), i < 6 ? "published" : "rejected", null, i < 9 ? 2 : 28);
        }

        JsonNode report =
                api.as("D-01").get("reports/review-times?term=" + TERM).json();

        JsonNode district = line(report, "L3", null);
        assertThat(district.get("decided").asInt()).isEqualTo(10);
        assertThat(district.get("medianDays").asInt()).isEqualTo(2);
        assertThat(district.get("p90Days").asInt()).isEqualTo(2);
        assertThat(district.get("limitDays").asInt()).isEqualTo(7);
        assertThat(district.get("onTimeShare").asDouble()).isEqualTo(0.9);
        JsonNode whole = line(report, null, null);
        assertThat(whole.get("accepted").asInt()).isEqualTo(6);
        assertThat(whole.get("acceptance").asDouble()).isEqualTo(0.6);
        assertThat(line(report, null, area()).get("decided").asInt()).isEqualTo(10);
    }

    @Test
    void reportsAreTablesForThoseWhoAskForOne() {
        Api table = api.as("AU-01").with("Accept", "text/csv");
        Api.Answer reviewers = table.get("review-quality/reviewers?role=EXPERT&term=" + TERM);

        assertThat(reviewers.header("Content-Type").orElseThrow()).startsWith("text/csv");
        String text = new String(reviewers.bytes(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFpersonId,name,role").contains(personId(MILD) + ",");
        assertThat(table.get("review-quality/agreement?term=" + TERM).status()).isEqualTo(200);
        assertThat(table.get("reports/review-times?term=" + TERM).status()).isEqualTo(200);
    }

    @Test
    void reviewersSeeTheirOwnFiguresAlone() {
        assertThat(api.as(MILD).get("review-quality/reviewers").status()).isEqualTo(403);
        assertThat(api.as(MILD).get("review-quality/agreement").status()).isEqualTo(403);
        assertThat(api.as(MILD).get("reports/review-times").status()).isEqualTo(403);
        JsonNode own = api.as(MILD).get("me/review-quality?term=" + TERM).json();
        assertThat(own.get("items")).hasSize(1);
        assertThat(own.at("/items/0/reviews").asInt()).isEqualTo(20);
        assertThat(api.as(MILD).get("me/review-quality?term=2038").status()).isEqualTo(400);
    }

    private JsonNode figures(String person) {
        String id = personId(person);
        for (JsonNode row : api.as(COORDINATOR)
                .get("review-quality/reviewers?role=EXPERT&term=" + TERM)
                .json()
                .get("items")) {
            if (row.get("personId").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no figures of " + person);
    }

    private static JsonNode line(JsonNode report, String level, String area) {
        for (JsonNode line : report.get("items")) {
            if (line.get("level").asText("null").equals(String.valueOf(level))
                    && line.get("area").asText("null").equals(String.valueOf(area))) {
                return line;
            }
        }
        throw new AssertionError("no line " + level + " " + area);
    }

    private UUID submission(int number) {
        UUID id = UUID.randomUUID();
        submissions.add(id);
        jdbc.sql(
                        """
                        insert into review.submission (id, resource_id, version_id, version_number, version_kind,
                            owner_id, school_id, target_level, collective_ids, level, state, promised_by, rubrics,
                            process_key, round, created_at, updated_at)
                        select :id, :id, :id, '1.0', 'MAJOR', p.id, p.school_id, 'DISTRICT', '{}', 'L3', 'PUBLISHED',
                               p.id, '{"E": 1}', 'resource-review', 1, :at, :at
                          from organisation.person p where p.code = 'T-JHS-005-01'
                        """)
                .param("id", id)
                .param("at", START.plusMinutes(number))
                .update();
        return id;
    }

    /** @param decided, due days after the start; the sheet comes an hour before or after */
    private void sheet(UUID submission, String person, int score, int due, int decided, boolean third) {
        jdbc.sql(
                        """
                        insert into review.score_sheet (task_id, submission_id, round, role, reviewer_id, form,
                            rubric_version, scores, not_applicable, form_score, passed, critical_failed, remarks,
                            decided_at, level, due, third)
                        values (:id, :submission, 1, 'EXPERT', :person, 'E', 1, '{}', '{}', :score, true, false, '[]',
                            :decided, 'L3', :due, :third)
                        """)
                .param("id", UUID.randomUUID())
                .param("submission", submission)
                .param("person", UUID.fromString(personId(person)))
                .param("score", score)
                .param("decided", START.plusDays(decided).plusHours(1))
                .param("due", START.plusDays(due).plusHours(2))
                .param("third", third)
                .update();
    }

    private void told(UUID submission, String event, String detail, int days) {
        jdbc.sql(
                        """
                        insert into review.timeline (id, submission_id, at, round, event, detail)
                        values (:id, :submission, :at, 1, :event, :detail)
                        """)
                .param("id", org.coursewarecommons.shared.Ids.next())
                .param("submission", submission)
                .param("at", START.plusDays(days))
                .param("event", event)
                .param("detail", detail)
                .update();
    }

    private String personId(String person) {
        return PERSONS.computeIfAbsent(person, code -> api.as(code).get("me").text("/personId"));
    }

    private static final Map<String, String> PERSONS = new java.util.concurrent.ConcurrentHashMap<>();

    private String area() {
        return jdbc.sql("select area from organisation.unit where code = 'JHS-005'")
                .query(String.class)
                .single();
    }
}

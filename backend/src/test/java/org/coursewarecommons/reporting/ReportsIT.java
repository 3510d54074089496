package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.Statements;
import org.coursewarecommons.usage.CleanUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures of a term that no other test uses anything in. */
@IntegrationTest
class ReportsIT {

    private static final String TERM = "2025S2";
    private static final Instant IN_TERM = Instant.parse("2026-04-15T02:00:00Z");
    private static final String URBAN_AUTHOR = "T-JHS-005-01";
    private static final String RURAL_TEACHER = "T-JHS-042-03";

    private final Publishing publishing;
    private final CleanUse use;
    private final JdbcClient jdbc;
    private final Api api;

    ReportsIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        use = context.getBean(CleanUse.class);
        jdbc = context.getBean(JdbcClient.class);
        api = publishing.api();
    }

    @Test
    void aTeachersWeekCountsByItsHeaviestUse() {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        double before = between("JHS-005", "JHS-042");

        use(RURAL_TEACHER, resource, "PREVIEW", IN_TERM);
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM);
        use(RURAL_TEACHER, resource, "CLASS_USE", IN_TERM.plusSeconds(86_400));
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM.plusSeconds(90_000));
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM.plusSeconds(7 * 86_400));

        assertThat(between("JHS-005", "JHS-042") - before).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void authorsDoNotCountAndTheirSchoolCountsHalf() {
        UUID resource = publishing.publish("T-JHS-006-01", Publishing.nonce());

        use("T-JHS-006-01", resource, "CLASS_USE", IN_TERM);
        use("T-JHS-006-02", resource, "CLASS_USE", IN_TERM);

        assertThat(weightOf(resource)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void addingUpAnewGivesWhatWasFed() {
        UUID resource = publishing.publish("T-JHS-007-01", Publishing.nonce());
        use("T-JHS-007-01", resource, "ADAPT", IN_TERM);
        use("T-JHS-007-02", resource, "COLLECT", IN_TERM);
        use(RURAL_TEACHER, resource, "VIEW", IN_TERM);
        use(RURAL_TEACHER, resource, "DOWNLOAD", Instant.parse("2026-04-19T15:59:59Z"));
        use(RURAL_TEACHER, resource, "ADAPT", Instant.parse("2026-04-19T16:00:00Z"));
        List<Map<String, Object>> fed = rows(resource);

        use.rebuild(List.of(resource));

        assertThat(fed).hasSize(3);
        assertThat(rows(resource)).isEqualTo(fed);
    }

    @ParameterizedTest
    @CsvSource({"D-01,true", "C-01,true", "AU-01,true", "SA-JHS-042,false", "TC-120118102,false", "ST-JT06,false"})
    void eachRoleSeesItsOwnSchools(String username, boolean all) {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM);
        use("T-JHS-050-01", resource, "DOWNLOAD", IN_TERM);

        JsonNode rows = report(username, "sharing-flow?by=SCHOOL").get("rows");

        assertThat(rows.findValuesAsText("code")).contains("JHS-042");
        assertThat(rows.findValuesAsText("code").contains("JHS-050")).isEqualTo(all);
    }

    @Test
    void aTeacherHasNoReports() {
        for (String report : List.of(
                "sharing-flow", "coverage", "equity", "pairings", "library-changes", "effect", "review-effect")) {
            assertThat(api.as(RURAL_TEACHER).get("reports/" + report).status()).isEqualTo(403);
        }
    }

    @Test
    void anUnknownTermIsAMistake() {
        Api.Answer refused = api.as("D-01").get("reports/equity?term=1999S1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/code")).isEqualTo("unknown-term");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sharing-flow", "coverage", "equity", "pairings", "library-changes", "effect", "review-effect"})
    void everyReportIsATableTooAndSaysWhatItMeasures(String report) {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM);
        Api steward = api.as("D-01").in("en");

        JsonNode json = report("D-01", report);
        Api.Answer csv = steward.with("Accept", "text/csv").get("reports/" + report + "?term=" + TERM);

        assertThat(json.get("measures").asText()).contains("不反映学生学得怎么样");
        String text = new String(csv.bytes(), StandardCharsets.UTF_8);
        assertThat(csv.status()).as(csv.toString()).isEqualTo(200);
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(text).startsWith("\uFEFFterm,").contains("not what pupils learn");
        assertThat(text.lines().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatEnteredInATermIsTold() {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        jdbc.sql("update catalog.version set published_at = :at where resource_id = :id")
                .param("at", IN_TERM.atOffset(ZoneOffset.UTC))
                .param("id", resource)
                .update();

        assertThat(report("D-01", "library-changes").get("changes").findValuesAsText("resourceId"))
                .contains(resource.toString());
        assertThat(report("SA-JHS-042", "library-changes").get("changes").findValuesAsText("resourceId"))
                .doesNotContain(resource.toString());
    }

    @Test
    void schoolAdminsReadNothingAboutReviewersAsABody() {
        assertThat(api.as("SA-JHS-042").get("reports/review-effect").status()).isEqualTo(403);
        assertThat(api.as("ST-JT06").get("reports/effect").json().get("items")).hasSize(1);
    }

    @Test
    void theMatrixHas101CellsAndKnowsWhatIsThere() {
        UUID resource = publishing.draft(
                URBAN_AUTHOR,
                Publishing.nonce(),
                Map.of(
                        "type",
                        "TOOL_LINK",
                        "link",
                        "https://basic.smartedu.cn/",
                        "subject",
                        "DL",
                        "stage",
                        "JUNIOR",
                        "grades",
                        List.of("G07")));
        publishing.publish(resource);

        JsonNode report = report("D-01", "coverage");

        assertThat(report.get("cellCount").asInt()).isEqualTo(101);
        assertThat(report.get("cells")).hasSize(101);
        assertThat(cell(report, "DL", "G07").get("covered").asBoolean()).isTrue();
        assertThat(cell(report, "DL", "G07").get("priority").asDouble()).isZero();
        assertThat(report.get("emptySubjects").toString()).doesNotContain("\"DL\"");
        assertThat(report.get("coverage").asDouble())
                .isCloseTo(report.get("covered").asInt() / 101.0, within(0.0001));
    }

    @Test
    void anIndicatorThatCannotBeKnownSaysWhy() {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM);

        JsonNode report = report("D-01", "equity");

        assertThat(report.get("indicators").findValuesAsText("id"))
                .containsExactly("EQ1", "EQ2", "EQ3", "EQ4", "EQ5", "EQ6", "EQ7", "EQ8", "EQ9", "EQ10", "EQ11", "EQ12");
        assertThat(indicator(report, "EQ12").get("available").asBoolean()).isFalse();
        assertThat(indicator(report, "EQ12").get("reason").asText()).isEqualTo("fetches-not-measured");
        assertThat(indicator(report, "EQ3").get("value").asDouble()).isBetween(0.0, 1.0);
        assertThat(indicator(report, "EQ8").get("value").asDouble()).isBetween(0.0, 1.0);
        assertThat(indicator(report, "EQ7").get("parts")).hasSizeLessThanOrEqualTo(10);
        assertThat(indicator(report("SA-JHS-042", "equity"), "EQ8")
                        .get("reason")
                        .asText())
                .isEqualTo("too-few-schools");
    }

    @Test
    void ruralBenefitHoldsUseAgainstWhatCouldHaveBeenUsed() {
        UUID resource = publishing.publish(URBAN_AUTHOR, Publishing.nonce());
        use(RURAL_TEACHER, resource, "DOWNLOAD", IN_TERM);
        use("T-JHS-006-01", resource, "DOWNLOAD", IN_TERM);
        jdbc.sql("update supply.item set published_at = '2026-03-02T00:00:00Z' where resource_id = :id")
                .param("id", resource)
                .update();

        JsonNode benefit = indicator(report("D-01", "equity"), "EQ2");

        assertThat(benefit.get("available").asBoolean()).as(benefit.toString()).isTrue();
        assertThat(benefit.get("value").asDouble()).isPositive();
        assertThat(benefit.get("estimated").asBoolean()).isTrue();
    }

    @Test
    void anEventIsHeldWhenBothSidesSignedIn() {
        UUID pairing = pairing("JHS-014", "JHS-042");
        Api aided = api.as(RURAL_TEACHER);
        Api lead = api.as("T-JHS-014-01");
        String path = "pairings/" + pairing + "/events";
        Map<String, Object> plan = new LinkedHashMap<>(
                Map.of("kind", "SAME_TOPIC", "topic", "同课异构《剪羊毛》", "subject", "YS-YL", "plannedFor", "2026-04-20"));

        Api.Answer event = aided.post(path, plan);
        assertThat(event.status()).as(event.toString()).isEqualTo(201);
        String signIns = path + "/" + event.text("/id") + "/sign-ins";
        assertThat(aided.post(signIns).json().get("held").asBoolean()).isFalse();
        long heldBefore = pairing(pairing, "eventsHeld");
        assertThat(lead.post(signIns).json().get("held").asBoolean()).isTrue();

        assertThat(pairing(pairing, "eventsHeld")).isEqualTo(heldBefore + 1);
        assertThat(aided.get(path).json().get("items").toString()).contains("剪羊毛");
        assertThat(api.as("T-JHS-050-01").post(signIns).status()).isEqualTo(403);
        assertThat(api.as("T-JHS-050-01").post(path, plan).status()).isEqualTo(403);
        assertThat(api.as("TC-120118102").post(path, plan).status()).isEqualTo(201);
        plan.put("plannedFor", LocalDate.now().plusDays(30).toString());
        String later = aided.post(path, plan).text("/id");
        assertThat(aided.post(path + "/" + later + "/sign-ins").status()).isEqualTo(409);
        plan.put("plannedFor", "2020-01-01");
        assertThat(aided.post(path, plan).text("/errors/0/code")).isEqualTo("outside-pairing");
    }

    @Test
    void aPairingShowsWhatTheAidedSchoolTookFromItsLead() {
        UUID resource = publishing.publish("T-JHS-014-01", Publishing.nonce());
        jdbc.sql("update supply.item set published_at = '2026-03-02T00:00:00Z' where resource_id = :id")
                .param("id", resource)
                .update();
        use(RURAL_TEACHER, resource, "CLASS_USE", IN_TERM);

        JsonNode report = report("ST-JT06", "pairings");
        JsonNode figures = find(report.get("items"), pairing("JHS-014", "JHS-042"));

        assertThat(figures.get("uptake").asDouble()).isPositive();
        assertThat(report.get("pairingCover").asDouble()).isEqualTo(1);
        assertThat(report.get("districtUptake").asDouble()).isPositive();
    }

    @Test
    void whoHasDecisionsOfOneClassOfPlaceAloneCannotCompare() {
        List<UUID> made = List.of(submission("PUBLISHED", 2), submission("REJECTED", 4), submission("PUBLISHED", 6));
        try {
            JsonNode chances = indicator(report("D-01", "equity"), "EQ11");
            assertThat(chances.get("reason").asText()).isEqualTo("too-few-decisions");
            made.forEach(id -> moveTo("JHS-005", id));
            UUID rural = submission("REJECTED", 3);
            chances = indicator(report("D-01", "equity"), "EQ11");
            deleteSubmission(rural);
            assertThat(chances.get("value").asDouble()).isCloseTo(0.6667, within(1e-9));
            assertThat(chances.get("alert").asBoolean()).isTrue();
            assertThat(chances.get("parts").toString()).contains("\"daysToDecision.URBAN\",\"value\":4.0");
        } finally {
            made.forEach(this::deleteSubmission);
        }
    }

    private void moveTo(String school, UUID id) {
        jdbc.sql(
                        """
                        update review.submission set school_id = (select id from organisation.unit where code = :school)
                         where id = :id
                        """)
                .param("school", school)
                .param("id", id)
                .update();
    }

    private void deleteSubmission(UUID id) {
        jdbc.sql("delete from review.submission where id = :id").param("id", id).update();
    }

    private UUID submission(String state, int days) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into review.submission (id, resource_id, version_id, version_number, version_kind, owner_id,
                               school_id, target_level, collective_ids, level, state, promised_by, rubrics, process_key,
                               created_at, updated_at)
                        select :id, :id, :id, '1.0', 'MAJOR', :id, id, 'COLLECTIVE', '{}', 'L2', :state, :id, '{}', 'none',
                               timestamptz '2026-04-15', timestamptz '2026-04-15' + :days * interval '1 day'
                          from organisation.unit where code = 'JHS-042'
                        """)
                .param("id", id)
                .param("state", state)
                .param("days", days)
                .update();
        return id;
    }

    @Test
    void aReportAsksASetOfQuestionsWhateverTheNumberOfSchools() {
        for (String report : List.of("sharing-flow?by=SCHOOL", "coverage", "equity", "pairings")) {
            List<String> sent = Statements.of(() -> report("D-01", report));
            assertThat(sent).as(report).hasSizeLessThanOrEqualTo(30);
        }
    }

    private JsonNode report(String username, String report) {
        String path = "reports/" + report + (report.contains("?") ? "&" : "?") + "term=" + TERM;
        Api.Answer answer = api.as(username).get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private void use(String username, UUID resource, String verb, Instant at) {
        Api.Answer told = api.as(username)
                .post(
                        "usage-events",
                        List.of(Map.of(
                                "eventId",
                                UUID.randomUUID(),
                                "resourceId",
                                resource,
                                "verb",
                                verb,
                                "at",
                                at.toString())));
        assertThat(told.text("/accepted")).as(told.toString()).isEqualTo("1");
    }

    private double between(String from, String to) {
        double sum = 0;
        for (JsonNode row : report("D-01", "sharing-flow?by=SCHOOL").get("rows")) {
            if (row.at("/from/code").asText().equals(from)
                    && row.at("/to/code").asText().equals(to)) {
                sum += row.get("cleanUse").asDouble();
            }
        }
        return sum;
    }

    private double weightOf(UUID resource) {
        return use.of(List.of(resource), LocalDate.parse("2026-03-02")).getOrDefault(resource, 0.0);
    }

    private List<Map<String, Object>> rows(UUID resource) {
        return jdbc.sql(
                        """
                        select week, user_key, school_id, owner_school_id, subject, array_to_string(grades, '|') as grades,
                               weight from usage.clean_use where resource_id = :id order by week, user_key
                        """)
                .param("id", resource)
                .query()
                .listOfRows();
    }

    private UUID pairing(String lead, String aided) {
        return jdbc.sql(
                        """
                        select p.id from organisation.pairing p
                          join organisation.unit l on l.id = p.lead_school_id and l.code = :lead
                          join organisation.unit a on a.id = p.aided_school_id and a.code = :aided
                         where p.subject is null and p.valid_until is null
                        """)
                .param("lead", lead)
                .param("aided", aided)
                .query(UUID.class)
                .single();
    }

    private long pairing(UUID id, String field) {
        return find(report("D-01", "pairings").get("items"), id).get(field).asLong();
    }

    private static JsonNode find(JsonNode items, UUID id) {
        for (JsonNode item : items) {
            if (item.get("id").asText().equals(id.toString())) {
                return item;
            }
        }
        throw new AssertionError("no " + id + " in " + items);
    }

    private static JsonNode cell(JsonNode report, String subject, String grade) {
        for (JsonNode cell : report.get("cells")) {
            if (cell.get("subject").asText().equals(subject)
                    && cell.get("grade").asText().equals(grade)) {
                return cell;
            }
        }
        throw new AssertionError(subject + grade);
    }

    private static JsonNode indicator(JsonNode report, String id) {
        for (JsonNode indicator : report.get("indicators")) {
            if (indicator.get("id").asText().equals(id)) {
                return indicator;
            }
        }
        throw new AssertionError(id);
    }
}

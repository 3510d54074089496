package org.coursewarecommons.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.Statements;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is offered to whom, and why. */
@IntegrationTest
class SupplyIT {

    /** A rural school that JHS-014, the lead of its group JT06, aids. */
    private static final String AIDED = "T-JHS-042-03";

    private static final String LEAD = "T-JHS-014-01";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Terms terms;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final Api api;

    SupplyIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        terms = context.getBean(Terms.class);
        clock = context.getBean(DomainClock.class);
        calendar = context.getBean(WorkingDays.class);
        api = publishing.api();
    }

    @Test
    void thePlanOfTheWeekAndTheLeadSchoolSpeakForAnItemInWords() {
        UUID planned = published(LEAD, Map.of("chapters", List.of(chapterOfThisWeek()), "edition", "RJ"));
        UUID plain = published("T-JHS-050-01", Map.of());

        JsonNode items = recommended(AIDED, "subject=SX&grade=G03&limit=50").get("items");

        JsonNode first = find(items, planned);
        assertThat(reasons(first)).contains("week", "pairing", "subject", "edition");
        assertThat(first.get("reasons").toString()).contains("周教学进度", "与您学校结对的朝阳思齐小学");
        assertThat(position(items, planned)).isLessThan(positionOrLast(items, plain));
        assertThat(recommended(api.as(AIDED).in("en"), "subject=SX&grade=G03&limit=50")
                        .get("items")
                        .toString())
                .contains("Planned for week");
    }

    @Test
    void nobodyIsOfferedWhatTheyMayNotSeeMadeOrUsed() {
        UUID hidden = publishing.publish("T-JHS-050-01", Publishing.nonce(), TargetScope.Level.SCHOOL);
        UUID own = published(AIDED, Map.of("chapters", List.of(chapterOfThisWeek())));
        UUID used = published(LEAD, Map.of("chapters", List.of(chapterOfThisWeek())));
        assertThat(all(AIDED)).contains(used.toString()).doesNotContain(own.toString(), hidden.toString());

        api.as(AIDED)
                .post(
                        "usage-events",
                        List.of(Map.of(
                                "eventId",
                                UUID.randomUUID(),
                                "resourceId",
                                used,
                                "verb",
                                "DOWNLOAD",
                                "at",
                                Instant.now().toString())));

        assertThat(all(AIDED)).doesNotContain(used.toString());
        assertThat(all("T-JHS-042-01")).contains(used.toString());
        assertThat(api.as("SA-JHS-042")
                        .get("recommendations?for=school&limit=50")
                        .toString())
                .doesNotContain(used.toString());
    }

    @Test
    void whatIsNewIsShownUntilEnoughHaveSeenIt() {
        UUID fresh = published("T-JHS-050-01", Map.of("subject", "SF", "grades", List.of("G05")));
        String query = "subject=SF&grade=G05";
        JsonNode page = recommended(AIDED, query);
        JsonNode item = find(page.get("items"), fresh);
        assertThat(item.get("unproven").asBoolean()).isTrue();
        assertThat(reasons(item)).contains("new");
        recommended(AIDED, query);
        assertThat(seen(fresh)).as("a person counts once a day").isEqualTo(1);

        jdbc.sql(
                        """
                        insert into supply.impression (resource_id, person_id, day)
                        select :id, gen_random_uuid(), current_date from generate_series(1, 10)
                        """)
                .param("id", fresh)
                .update();

        JsonNode after = recommended(AIDED, query);
        assertThat(find(after.get("items"), fresh).get("unproven").asBoolean()).isFalse();
        assertThat(seen(fresh)).isEqualTo(11);
    }

    @Test
    void withoutAWishItGoesByAppointmentThenByUseThenByTheSchool() {
        assertThat(recommended("R-SX-PRIMARY-02", "").get("basis").asText()).isEqualTo("APPOINTMENT");
        assertThat(recommended("R-SX-PRIMARY-02", "").get("subjects").toString())
                .isEqualTo("[\"SX\"]");
        assertThat(recommended("T-JHS-119-02", "").get("basis").asText()).isEqualTo("SCHOOL");
        UUID used = published(LEAD, Map.of("subject", "YW", "grades", List.of("G02")));
        api.as("T-JHS-120-02")
                .post(
                        "usage-events",
                        List.of(Map.of(
                                "eventId",
                                UUID.randomUUID(),
                                "resourceId",
                                used,
                                "verb",
                                "CLASS_USE",
                                "at",
                                Instant.now().toString())));
        JsonNode learnt = recommended("T-JHS-120-02", "");
        assertThat(learnt.get("basis").asText()).isEqualTo("USE");
        assertThat(learnt.get("subjects").toString()).isEqualTo("[\"YW\"]");
    }

    @Test
    void aCallerWithoutSchoolHasNoRecommendationsForOne() {
        assertThat(api.as("D-01").get("recommendations?for=school").text("/code"))
                .isEqualTo("no-own-school");
        assertThat(api.as("D-01").get("recommendations?subject=XX").status()).isEqualTo(400);
        assertThat(api.as("D-01").get("recommendations?limit=51").status()).isEqualTo(400);
    }

    @Test
    void aPageAsksTheSameNumberOfQuestionsForOneAndForManyItems() {
        published(LEAD, Map.of());
        int few = Statements.of(() -> recommended(AIDED, "subject=SX&grade=G03&limit=1"))
                .size();
        for (int i = 0; i < 5; i++) {
            published(LEAD, Map.of());
        }
        int many = Statements.of(() -> recommended(AIDED, "subject=SX&grade=G03&limit=50"))
                .size();
        assertThat(many).isLessThanOrEqualTo(few).isLessThanOrEqualTo(20);
    }

    private UUID published(String author, Map<String, Object> more) {
        Map<String, Object> metadata = new HashMap<>(Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        metadata.putAll(more);
        UUID id = publishing.draft(author, Publishing.nonce(), metadata);
        publishing.publish(id);
        return id;
    }

    /** Of mathematics in grade 3, in the book that the district uses. */
    private String chapterOfThisWeek() {
        Term term = terms.teaching().orElseThrow();
        int week = term.teachingWeek(calendar.dayOf(clock.now()));
        return jdbc.sql(
                        """
                        select code from catalog.term
                         where taxonomy = 'chapters' and properties ->> 'subject' = 'SX' and properties ->> 'grade' = 'G03'
                           and properties ->> 'planned_weeks' like :half
                           and cast(substring(properties ->> 'planned_weeks' from 5 for 2) as integer) <= :week + 1
                           and cast(substring(properties ->> 'planned_weeks' from 12 for 2) as integer) >= :week
                         order by code limit 1
                        """)
                .param("half", term.half() + "-W__/" + term.half() + "-W__")
                .param("week", week)
                .query(String.class)
                .single();
    }

    private JsonNode recommended(String username, String query) {
        return recommended(api.as(username), query);
    }

    private static JsonNode recommended(Api caller, String query) {
        Api.Answer answer = caller.get("recommendations?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private String all(String username) {
        return recommended(username, "subject=SX&grade=G03&limit=50")
                .get("items")
                .toString();
    }

    private static List<String> reasons(JsonNode item) {
        return item.get("reasons").findValuesAsText("code");
    }

    private long seen(UUID resource) {
        return jdbc.sql("select count(*) from supply.impression where resource_id = :id")
                .param("id", resource)
                .query(Long.class)
                .single();
    }

    private static JsonNode find(JsonNode items, UUID id) {
        int position = position(items, id);
        assertThat(position).as(items.toString()).isPositive();
        return items.get(position - 1);
    }

    /** From 1; 0 when missing. */
    private static int position(JsonNode items, UUID id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).get("resourceId").asText().equals(id.toString())) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int positionOrLast(JsonNode items, UUID id) {
        int position = position(items, id);
        return position == 0 ? Integer.MAX_VALUE : position;
    }
}

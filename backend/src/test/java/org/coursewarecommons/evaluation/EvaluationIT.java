package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.usage.CleanWindows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A term that is over, evaluated in shadow and for real through the doors. The tests follow one another, because a term
 * is evaluated once.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvaluationIT {

    private static final String TERM = "2025S2";
    private static final String AUTHOR = "T-JHS-005-01";
    /** A Tuesday of the term's third teaching week, in the morning. */
    private static final Instant TUESDAY = Instant.parse("2026-03-17T02:00:00Z");

    private static final int TEACHERS = 40;

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final EvaluationSteps steps;
    private final EffectIndex effects;
    private final CleanWindows windows;
    private final TransactionTemplate transaction;
    private final Api steward;
    private final Api committee;
    private final Map<Integer, UUID> used = new HashMap<>();
    private UUID unseen = new UUID(0, 0);
    private String shadowResult = "";
    private String realId = "";

    EvaluationIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        steps = context.getBean(EvaluationSteps.class);
        effects = context.getBean(EffectIndex.class);
        windows = context.getBean(CleanWindows.class);
        transaction = context.getBean(TransactionTemplate.class);
        steward = publishing.api().as("D-01");
        committee = publishing.api().as("C-01");
    }

    private record Teacher(UUID id, UUID schoolId) {}

    @BeforeAll
    void givenAShelfThatWasUsedForATerm() {
        List<Teacher> teachers = jdbc.sql(
                        """
                        select p.id, p.school_id from organisation.person p
                         where p.school_id is not null and p.code <> :author and not exists (
                               select 1 from organisation.appointment a where a.person_id = p.id)
                         order by p.code limit :limit
                        """)
                .param("author", AUTHOR)
                .param("limit", TEACHERS)
                .query(Teacher.class)
                .list();
        assertThat(teachers).hasSize(TEACHERS);
        for (int item = 0; item < 9; item++) {
            UUID id = shelved("评价样本" + item);
            used.put(item, id);
            for (int t = 0; t < TEACHERS; t++) {
                use(id, teachers.get(t), "VIEW", TUESDAY.plusSeconds(60L * t), false, null);
                if (t < 4 * (item + 1)) {
                    use(id, teachers.get(t), "DOWNLOAD", TUESDAY.plusSeconds(60L * t), false, null);
                    use(id, teachers.get(t), "CLASS_USE", TUESDAY.plus(Duration.ofDays(7)), false, null);
                }
            }
        }
        UUID first = used.get(0);
        Teacher one = teachers.get(0);
        // Nothing of this may count: a chain of clicks, a robot, a machine that names nobody, the author, the holidays.
        use(first, one, "DOWNLOAD", TUESDAY.plusSeconds(20), false, null);
        use(first, one, "DOWNLOAD", TUESDAY.plusSeconds(40), false, null);
        use(first, teachers.get(30), "DOWNLOAD", TUESDAY, true, null);
        UUID author = jdbc.sql("select owner_id from catalog.resource where id = :id")
                .param("id", first)
                .query(UUID.class)
                .single();
        use(first, new Teacher(author, one.schoolId()), "ADAPT", TUESDAY, false, null);
        use(first, teachers.get(31), "CLASS_USE", Instant.parse("2026-02-10T02:00:00Z"), false, null);
        unseen = shelved("无人见过的样本");
    }

    @Test
    @Order(1)
    void whoMayNotEvaluateIsRefusedAndNothingStarts() {
        assertThat(publishing
                        .api()
                        .as("T-JHS-042-03")
                        .post("evaluation-cycles", Map.of("term", TERM))
                        .status())
                .isEqualTo(403);
        assertThat(steward.post("evaluation-cycles", Map.of("term", "1999S1")).status())
                .isEqualTo(422);
        assertThat(publishing.api().as("T-JHS-042-03").get("evaluation-cycles").status())
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void aShadowCycleIsShownToTheCommitteeAlone() {
        String id = startedByOneOfTwo();
        assertThat(steward.post("evaluation-cycles", Map.of("term", TERM, "shadow", true))
                        .text("/code"))
                .isEqualTo("cycle-exists");
        awaitState(id, "COMPUTED");

        JsonNode result = result(id, used.get(0));
        shadowResult = result.toString();
        assertThat(result.at("/evidence").asText()).isEqualTo("OK");
        assertThat(result.at("/raw/ratings").asInt()).isZero();
        assertThat(result.at("/excluded/doubleClick").asInt()).isEqualTo(2);
        assertThat(result.at("/excluded/robots").asInt()).isEqualTo(1);
        assertThat(result.at("/excluded/author").asInt()).isEqualTo(1);
        assertThat(result.at("/ruei").isNumber()).isTrue();
        assertThat(result.at("/meaning").asText()).contains("不衡量学生的学习效果");

        Api.Answer read = committee.post("evaluation-cycles/" + id + "/reading", Map.of());
        assertThat(read.status()).as(read.toString()).isEqualTo(200);
        awaitState(id, "SHADOW_READ");
        assertThat(author().get("resources/" + used.get(0) + "/evaluations")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(effects.of(used.values())).isEmpty();
    }

    @Test
    @Order(3)
    void theSameInputsGiveTheSameResultEvenAfterACrash() {
        Api.Answer started = steward.post("evaluation-cycles", Map.of("term", TERM, "shadow", false));
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        realId = started.text("/id");
        awaitState(realId, "COMPUTED");
        assertThat(result(realId, used.get(0))).hasToString(shadowResult);

        // As if the engine had died after each step and tried it again.
        transaction.executeWithoutResult(status -> steps.cleanUse(realId));
        transaction.executeWithoutResult(status -> steps.computeIndex(realId));
        // As if it had died at the end of a step, before anything was committed.
        transaction.executeWithoutResult(status -> {
            steps.cleanUse(realId);
            steps.computeIndex(realId);
            status.setRollbackOnly();
        });

        assertThat(result(realId, used.get(0))).hasToString(shadowResult);
    }

    @Test
    @Order(4)
    void theUseIsCountedByTheRules() {
        JsonNode least = result(realId, used.get(0));
        JsonNode most = result(realId, used.get(8));

        // Four teachers downloaded it in one week (0.5) and used it in class the week after (1); out of season counts
        // nothing.
        assertThat(least.at("/raw/U").asDouble()).isEqualTo(weight(4));
        assertThat(most.at("/raw/U").asDouble()).isEqualTo(weight(36));
        assertThat(most.at("/components/A").asDouble())
                .isGreaterThan(least.at("/components/A").asDouble());
        assertThat(most.at("/raw/O").asDouble()).isGreaterThan(120);
        assertThat(jdbc.sql(
                                """
                                select sum(units) from usage.daily_use
                                 where resource_id = :id and verb = 'CLASS_USE' and day = '2026-03-24'
                                """)
                        .param("id", used.get(8))
                        .query(Long.class)
                        .single())
                .isEqualTo(36);
    }

    @Test
    @Order(5)
    void whatHasTooLittleEvidenceIsObservedAndNotJudged() {
        JsonNode result = result(realId, unseen);

        assertThat(result.at("/evidence").asText()).isEqualTo("THIN");
        assertThat(result.at("/proposal").asText()).isEqualTo("OBSERVE");
        assertThat(result.at("/rule").asInt()).isEqualTo(4);
        assertThat(result.at("/ruei").isNull()).isTrue();
        assertThat(steward.get("evaluation-cycles/" + realId + "/results?proposal=OBSERVE")
                        .json()
                        .get("items")
                        .findValuesAsText("proposal"))
                .containsOnly("OBSERVE");
        assertThat(steward.get("evaluation-cycles/" + realId + "/results?proposal=SELL")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(6)
    void aDayOfUnusualUseIsFlaggedForPeople() {
        String run = runOf(realId);
        JsonNode spikes = steward.get("usage-cleaning-runs/" + run + "/spikes?limit=100")
                .json()
                .get("items");

        assertThat(spikes.findValuesAsText("resource")).contains(used.get(5).toString());
        assertThat(result(realId, used.get(5)).at("/spikes").asInt()).isPositive();
        assertThat(result(realId, used.get(5)).at("/excluded/spike").isMissingNode())
                .isTrue();
        String path = "resources/" + used.get(5) + "/spikes/2026-03-24";
        assertThat(committee
                        .put(path, Map.of("excluded", true, "reason", "同一账号反复点击"))
                        .status())
                .isEqualTo(403);
        Api.Answer decided = steward.put(path, Map.of("excluded", true, "reason", "教研活动集中演示,非课堂使用"));
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        // Frozen: nothing changes until the committee asks for it.
        assertThat(result(realId, used.get(5)).at("/excluded/spike").isMissingNode())
                .isTrue();
    }

    @Test
    @Order(7)
    void theCommitteeMayAskForOneRestatement() {
        assertThat(steward.post("evaluation-cycles/" + realId + "/reading", Map.of())
                        .status())
                .isEqualTo(403);
        Api.Answer asked = committee.post("evaluation-cycles/" + realId + "/reading", Map.of("restate", true));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode cycle = steward.get("evaluation-cycles/" + realId).json();
            return cycle.get("attempt").asInt() == 2
                    && cycle.get("state").asText().equals("COMPUTED");
        });

        assertThat(committee
                        .post("evaluation-cycles/" + realId + "/reading", Map.of("restate", true))
                        .text("/code"))
                .isEqualTo("restated-already");
        assertThat(result(realId, used.get(0)).at("/raw/U").asDouble()).isEqualTo(weight(4));
        assertThat(result(realId, used.get(5)).at("/excluded/spike").asInt()).isEqualTo(24);
        assertThat(result(realId, used.get(5)).at("/raw/U").asDouble()).isEqualTo(weight(24) / 3);
        assertThat(jdbc.sql(
                                "select count(distinct attempt) from evaluation.result where resource_id = :id and cycle_id = :cycle")
                        .param("id", used.get(0))
                        .param("cycle", UUID.fromString(realId))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    @Order(8)
    void publishedResultsAreExplainedToTheAuthorAndKnownToSearch() {
        assertThat(committee
                        .post("evaluation-cycles/" + realId + "/reading", Map.of())
                        .status())
                .isEqualTo(200);
        awaitState(realId, "PUBLISHED");
        assertThat(committee
                        .post("evaluation-cycles/" + realId + "/reading", Map.of())
                        .status())
                .isEqualTo(409);

        Api.Answer own = author().in("en").get("resources/" + used.get(8) + "/evaluations");
        assertThat(own.status()).as(own.toString()).isEqualTo(200);
        assertThat(own.text("/items/0/cycle")).isEqualTo(TERM);
        assertThat(own.text("/items/0/meaning")).contains("does not measure learning");
        assertThat(own.text("/items/0/config")).isEqualTo("ruei-1");
        assertThat(publishing
                        .api()
                        .as("T-JHS-042-03")
                        .get("resources/" + used.get(8) + "/evaluations")
                        .status())
                .isEqualTo(403);
        assertThat(effects.of(List.of(used.get(8), unseen))).containsOnlyKeys(used.get(8));
        foundByEffect();
        assertThat(steward.post("evaluation-cycles", Map.of("term", TERM, "shadow", false))
                        .status())
                .isEqualTo(409);
    }

    /** The highest first, what has none last, across pages. */
    private void foundByEffect() {
        Api reader = publishing.api().as("T-JHS-042-03");
        String first = "search?sort=effect&limit=4&q=" + URLEncoder.encode("样本", StandardCharsets.UTF_8);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.get(first).json().at("/items/0/effectIndex").isNumber());
        List<Double> shown = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = reader.get(first + cursor).json();
            page.get("items").forEach(hit -> shown.add(hit.get("effectIndex").asDouble(-1)));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);
        assertThat(shown).hasSizeGreaterThanOrEqualTo(10).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(shown).contains(-1.0);
    }

    @Test
    @Order(9)
    void noPersonCanBeReadFromCleanUse() {
        assertThat(jdbc.sql(
                                """
                                select count(*) from usage.weekly_use w join organisation.person p
                                    on position(uuid_send(p.id) in w.person_key) > 0
                                """)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(windows.stars(List.of(unseen), java.time.LocalDate.of(2026, 7, 17)))
                .isEmpty();
    }

    @Test
    @Order(10)
    void eventsLieInTheTableOfTheirMonth() {
        assertThat(jdbc.sql(
                                """
                                select distinct cast(cast(tableoid as regclass) as text) from usage.event
                                 where resource_id = :id order by 1
                                """)
                        .param("id", used.get(0))
                        .query(String.class)
                        .list())
                .containsExactly("usage.event_202602", "usage.event_202603");
    }

    /** Two stewards at once: one begins the cycle, the other is told that there is one. */
    private String startedByOneOfTwo() {
        List<Api.Answer> answers = Stream.of(steward, steward)
                .parallel()
                .map(one -> one.post("evaluation-cycles", Map.of("term", TERM, "shadow", true)))
                .toList();
        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(201, 409);
        return answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .text("/id");
    }

    private String runOf(String cycle) {
        return jdbc.sql("select run_id from evaluation.cycle where id = :id")
                .param("id", UUID.fromString(cycle))
                .query(String.class)
                .single();
    }

    private Api author() {
        return publishing.api().as(AUTHOR);
    }

    /** A class use of one week and a download of another; half at the author's own school. */
    private double weight(int teachers) {
        return jdbc.sql(
                        """
                        select sum(case when school_id = (select school_id from catalog.resource where id = :id)
                                        then 0.75 else 1.5 end)
                          from (select p.school_id from organisation.person p
                                 where p.school_id is not null and p.code <> :author and not exists (
                                       select 1 from organisation.appointment a where a.person_id = p.id)
                                 order by p.code limit :limit) as users
                        """)
                .param("author", AUTHOR)
                .param("id", used.get(0))
                .param("limit", teachers)
                .query(Double.class)
                .single();
    }

    /** Live since before the window. */
    private UUID shelved(String title) {
        UUID id = publishing.draft(
                AUTHOR, title + Publishing.nonce(), Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        publishing.publish(id);
        jdbc.sql("update catalog.version set published_at = '2025-08-20T00:00:00Z' where resource_id = :id")
                .param("id", id)
                .update();
        return id;
    }

    private void use(UUID resource, Teacher teacher, String verb, Instant at, boolean robot, @Nullable String session) {
        jdbc.sql(
                        """
                        insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client,
                                                 source, counted, session_id, robot)
                        values (:actor, :event, :resource, :verb, :at, :at, :school, false, 'REPORTED', false, :session,
                                :robot)
                        """)
                .param("actor", teacher.id())
                .param("event", UUID.randomUUID())
                .param("resource", resource)
                .param("verb", verb)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("school", teacher.schoolId())
                .param("session", session)
                .param("robot", robot)
                .update();
    }

    private void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> steward.get("evaluation-cycles/" + id).text("/state"), state::equals);
    }

    private JsonNode result(String cycle, UUID resource) {
        String cursor = "";
        List<JsonNode> found = new ArrayList<>();
        while (found.isEmpty()) {
            JsonNode page = steward.get("evaluation-cycles/" + cycle + "/results?limit=100" + cursor)
                    .json();
            page.get("items").forEach(item -> {
                if (item.get("resource").asText().equals(resource.toString())) {
                    found.add(item);
                }
            });
            if (found.isEmpty()) {
                assertThat(page.get("nextCursor").isNull()).isFalse();
                cursor = "&cursor=" + page.get("nextCursor").asText();
            }
        }
        return found.get(0);
    }
}

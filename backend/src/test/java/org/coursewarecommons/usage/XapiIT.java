package org.coursewarecommons.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Other platforms report uses as xAPI statements. */
@IntegrationTest
class XapiIT {

    private static final String DOOR = "xapi/statements";
    private static final String DOWNLOADED = "http://id.tincanapi.com/verb/downloaded";
    private static final String LAUNCHED = "http://adlnet.gov/expapi/verbs/launched";

    private final Publishing publishing;
    private final UsageFigures figures;
    private final CleanUse use;
    private final JdbcClient jdbc;
    private final Api platform;
    private final String port;

    XapiIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        figures = context.getBean(UsageFigures.class);
        use = context.getBean(CleanUse.class);
        jdbc = context.getBean(JdbcClient.class);
        platform = publishing.api().as("client-jhs-042");
        port = context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @ParameterizedTest
    @CsvSource({
        "http://adlnet.gov/expapi/verbs/experienced, VIEW",
        "http://id.tincanapi.com/verb/viewed, PREVIEW",
        "http://id.tincanapi.com/verb/downloaded, DOWNLOAD",
        "http://adlnet.gov/expapi/verbs/imported, COLLECT",
        "http://adlnet.gov/expapi/verbs/launched, CLASS_USE",
        "https://commons.example.cn/verbs/adapted, ADAPT"
    })
    void eachVerbIsAUse(String verb, String stored) {
        UUID resource = published();

        Api.Answer answer = platform.post(DOOR, statement(UUID.randomUUID(), verb, resource));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("X-Experience-API-Version")).contains("1.0.3");
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(verbs(resource)).containsExactly(stored);
    }

    @Test
    void aRepeatedStatementIsStoredOnceAndNamesNobody() {
        UUID resource = published();
        Map<String, Object> statement = statement(UUID.randomUUID(), LAUNCHED, resource);

        platform.post(DOOR, List.of(statement, statement));
        Api.Answer again = platform.post(DOOR, List.of(statement));

        assertThat(again.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(again.json().get("ids").get(0).asText())
                .isEqualTo(statement.get("id").toString());
        assertThat(verbs(resource)).hasSize(1);
        assertThat(weight(resource)).isEqualTo(1);
        assertThat(jdbc.sql("select on_behalf_of from usage.event where resource_id = :id")
                        .param("id", resource)
                        .query(String.class)
                        .single())
                .hasSize(64)
                .doesNotContain("teacher-7");
        assertThat(jdbc.sql("select user_key from usage.clean_use where resource_id = :id")
                        .param("id", resource)
                        .query(String.class)
                        .single())
                .hasSize(64);
    }

    @Test
    void aVoidedStatementCountsNoMoreAndOnlyItsSenderVoidsIt() {
        UUID resource = published();
        UUID id = UUID.randomUUID();
        platform.post(DOOR, List.of(statement(id, DOWNLOADED, resource)));
        assertThat(downloads(resource)).isEqualTo(1);

        Api.Answer stranger = publishing.api().as("client-jhs-005").post(DOOR, List.of(voiding(id)));
        assertThat(stranger.text("/rejected/0/code")).isEqualTo("unknown-statement");
        assertThat(downloads(resource)).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            Api.Answer voided = platform.post(DOOR, List.of(voiding(id)));
            assertThat(voided.json().get("accepted").asInt())
                    .as(voided.toString())
                    .isEqualTo(1);
        }
        assertThat(downloads(resource)).isZero();
        assertThat(weight(resource)).isZero();
        // What was taken back does not come again with a replay.
        platform.post(DOOR, List.of(statement(id, DOWNLOADED, resource)));
        assertThat(downloads(resource)).isZero();
    }

    @Test
    void whatCannotBeIsRejectedOneByOne() {
        UUID resource = published();
        Map<String, Object> good = statement(UUID.randomUUID(), LAUNCHED, resource);
        Map<String, Object> mail = with(good, "actor", Map.of("mbox", "mailto:t@example.cn"));
        Map<String, Object> ours = with(good, "actor", account("http://127.0.0.1:" + port, "0198c2a4"));
        Map<String, Object> noVerb = with(good, "verb", Map.of("id", "http://adlnet.gov/expapi/verbs/passed"));
        Map<String, Object> unknown = statement(UUID.randomUUID(), LAUNCHED, UUID.randomUUID());
        Map<String, Object> future =
                with(good, "timestamp", Instant.now().plus(Duration.ofHours(1)).toString());
        Map<String, Object> ancient = with(good, "timestamp", "1999-01-01T00:00:00+08:00");
        Map<String, Object> broken = with(good, "id", "no uuid");
        Map<String, Object> without = new HashMap<>(good);
        without.remove("object");
        Map<String, Object> duration = with(good, "result", Map.of("duration", "two hours"));

        Api.Answer answer = platform.post(
                DOOR, List.of(mail, ours, noVerb, unknown, future, ancient, broken, without, duration, "text", good));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode rejected = answer.json().get("rejected");
        assertThat(rejected.findValuesAsText("code"))
                .containsExactly(
                        "actor-not-opaque",
                        "actor-not-caller",
                        "unknown-verb",
                        "unknown-resource",
                        "at-in-future",
                        "at-too-old",
                        "malformed-statement",
                        "malformed-statement",
                        "malformed-statement",
                        "malformed-statement");
        assertThat(rejected.findValuesAsText("index"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(verbs(resource)).containsExactly("CLASS_USE");
    }

    @Test
    void aPersonSpeaksForThemselvesAlone() {
        UUID resource = published();
        UUID teacher = jdbc.sql("select id from organisation.person where code = 'T-JHS-042-03'")
                .query(UUID.class)
                .single();
        Map<String, Object> own = with(
                statement(UUID.randomUUID(), LAUNCHED, resource),
                "actor",
                account("http://127.0.0.1:" + port, teacher.toString()));
        Map<String, Object> foreign = with(own, "actor", account("http://127.0.0.1:" + port, "another"));

        Api.Answer answer = publishing.api().as("T-JHS-042-03").post(DOOR, List.of(foreign, own));

        assertThat(answer.json().get("rejected").findValuesAsText("code")).containsExactly("actor-not-caller");
        assertThat(jdbc.sql("select actor_id from usage.event where resource_id = :id")
                        .param("id", resource)
                        .query(UUID.class)
                        .list())
                .containsExactly(teacher);
    }

    @Test
    void aBatchHoldsAtMost500Statements() {
        Map<String, Object> statement = statement(UUID.randomUUID(), LAUNCHED, UUID.randomUUID());

        assertThat(platform.post(DOOR, Collections.nCopies(501, statement)).status())
                .isEqualTo(422);
        assertThat(platform.post(DOOR, List.of()).status()).isEqualTo(422);
        Api.Answer most = platform.post(DOOR, Collections.nCopies(500, statement));
        assertThat(most.json().get("rejected")).hasSize(500);
    }

    @Test
    void aLongEnoughLookCountsAndAShortOneDoesNot() {
        UUID resource = published();
        Map<String, Object> look = statement(UUID.randomUUID(), "http://id.tincanapi.com/verb/viewed", resource);

        platform.post(DOOR, List.of(with(look, "result", Map.of("duration", "PT20S"))));
        assertThat(weight(resource)).isZero();
        platform.post(
                DOOR,
                List.of(with(
                        with(look, "id", UUID.randomUUID()),
                        "result",
                        Map.of("extensions", Map.of("https://w3id.org/xapi/video/extensions/progress", 0.3)))));
        assertThat(weight(resource)).isEqualTo(.25);
    }

    private UUID published() {
        return publishing.publish("T-JHS-005-01", Publishing.nonce());
    }

    private static Map<String, Object> statement(UUID id, String verb, UUID resource) {
        return Map.of(
                "id",
                id,
                "actor",
                account("https://lms.example.cn", "teacher-7"),
                "verb",
                Map.of("id", verb, "display", Map.of("zh-CN", "使用")),
                "object",
                Map.of("id", "https://commons.example.cn/resources/" + resource, "objectType", "Activity"),
                "timestamp",
                Instant.now().minusSeconds(60).toString(),
                "version",
                "1.0.3");
    }

    private static Map<String, Object> account(String homePage, String name) {
        return Map.of("objectType", "Agent", "account", Map.of("homePage", homePage, "name", name));
    }

    private static Map<String, Object> voiding(UUID target) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "actor",
                account("https://lms.example.cn", "system"),
                "verb",
                Map.of("id", XapiReader.VOIDED),
                "object",
                Map.of("objectType", "StatementRef", "id", target.toString()));
    }

    private static Map<String, Object> with(Map<String, Object> statement, String name, Object value) {
        Map<String, Object> more = new HashMap<>(statement);
        more.put(name, value);
        return more;
    }

    private List<String> verbs(UUID resource) {
        return jdbc.sql("select verb from usage.event where resource_id = :id")
                .param("id", resource)
                .query(String.class)
                .list();
    }

    private long downloads(UUID resource) {
        UsageFigures.Figures found = figures.of(List.of(resource)).get(resource);
        return found == null ? 0 : found.downloads();
    }

    private double weight(UUID resource) {
        return use.of(List.of(resource), java.time.LocalDate.of(2020, 1, 6)).getOrDefault(resource, 0.0);
    }
}

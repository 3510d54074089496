package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafting a resource: what is taken, what is refused, and that a refusal changes nothing. */
@IntegrationTest
class DraftTest {

    private final Api author;
    private final Api stranger;
    private final JdbcClient jdbc;

    DraftTest(@LocalServerPort int port, JdbcClient jdbc) {
        author = Api.on(port).as("T-JHS-005-01");
        stranger = Api.on(port).as("T-JHS-042-03");
        this.jdbc = jdbc;
    }

    @Test
    void aDraftNeedsNoMoreThanATitle() {
        Api.Answer created = author.post("resources", Map.of("title", "圆的面积"));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.text("/state")).isEqualTo("DRAFT");
        assertThat(created.text("/version")).isEqualTo("1.0");
        assertThat(texts(created.json().get("actions")))
                .contains("edit", "submit", "delete")
                .doesNotContain("withdraw");
        assertThat(texts(created.json().at("/completeness/missing"))).contains("description", "type");
        assertThat(UUID.fromString(created.text("/id")).version()).isEqualTo(7);
        Api.Answer read = author.get(created.header("Location").orElseThrow());
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.eTag()).isEqualTo(created.eTag());
    }

    @Test
    void allFaultsAreToldAtOnce() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", "x".repeat(201));
        body.put("subject", "NO_SUCH");
        body.put("grades", List.of("G03", "G99"));
        body.put("colour", "red");
        body.put("targetScope", Map.of("level", "GALAXY"));
        body.put("contributors", List.of(Map.of("name", "", "role", "NO_SUCH")));

        Api.Answer refused = author.in("en").post("resources", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo("invalid-input");
        assertThat(faults(refused))
                .containsEntry("/title", "length")
                .containsEntry("/subject", "unknown-code")
                .containsEntry("/grades/1", "unknown-code")
                .containsEntry("/colour", "unknown-property")
                .containsEntry("/targetScope/level", "unknown-code")
                .containsEntry("/contributors/0/role", "unknown-code")
                .hasSize(6);
    }

    @Test
    void aProblemSpeaksTheLanguageAskedFor() {
        assertThat(author.in("zh-CN")
                        .post("resources", Map.of("title", "a", "colour", "red"))
                        .text("/errors/0/detail"))
                .isEqualTo("未知或只读的属性。");
        assertThat(author.in("en")
                        .post("resources", Map.of("title", "a", "colour", "red"))
                        .text("/errors/0/detail"))
                .isEqualTo("Unknown or read-only property.");
    }

    @Test
    void aBodyThatIsNoJsonIsToldWhere() {
        Api.Answer refused = author.in("en").post("resources", "{\"title\": ");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/code")).isEqualTo("malformed-request");
        assertThat(refused.text("/detail")).contains("line 1");
    }

    @Test
    void readOnlyPropertiesCannotBeSet() {
        for (String property : List.of("id", "state", "ownerId", "publishedAt", "recommended", "completeness")) {
            Api.Answer refused = author.post("resources", Map.of("title", "a", property, "x"));

            assertThat(faults(refused)).as(property).containsEntry("/" + property, "unknown-property");
        }
    }

    @Test
    void aPatchNeedsTheTagThatWasRead() {
        Api.Answer created = author.post("resources", Map.of("title", "旧标题"));
        String path = "resources/" + created.text("/id");

        assertThat(author.patch(path, Map.of("title", "新标题")).status()).isEqualTo(428);
        assertThat(author.ifMatch("\"99\"").patch(path, Map.of("title", "新标题")).status())
                .isEqualTo(412);
        assertThat(author.get(path).text("/title")).isEqualTo("旧标题");
        Api.Answer patched = author.ifMatch(created.eTag()).patch(path, Map.of("title", "新标题"));
        assertThat(patched.text("/title")).isEqualTo("新标题");
        Api.Answer stale = author.ifMatch(created.eTag()).patch(path, Map.of("title", "太迟了"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.eTag()).isEqualTo(patched.eTag());
    }

    @Test
    void aMergePatchRemovesWhatIsNull() {
        Api.Answer created =
                author.post("resources", Map.of("title", "a", "subject", "SX", "keywords", List.of("分数", "小数")));
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("subject", null);

        Api.Answer patched = author.ifMatch(created.eTag()).patch("resources/" + created.text("/id"), patch);

        assertThat(patched.json().get("subject").isNull()).isTrue();
        assertThat(texts(patched.json().get("keywords"))).containsExactlyInAnyOrder("分数", "小数");
    }

    @Test
    void anotherPersonsDraftLooksLikeNone() {
        String path =
                "resources/" + author.post("resources", Map.of("title", "a")).text("/id");
        String missing = "resources/" + UUID.randomUUID();

        for (Api.Answer answer : List.of(
                stranger.get(path),
                stranger.ifMatch("*").patch(path, Map.of("title", "b")),
                stranger.ifMatch("*").delete(path),
                stranger.get(missing),
                stranger.get("resources/not-an-id"))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
            assertThat(answer.text("/code")).isEqualTo("not-found");
        }
    }

    @Test
    void aDeletedDraftIsGone() {
        Api.Answer created = author.post("resources", Map.of("title", "a"));
        String path = "resources/" + created.text("/id");

        assertThat(author.ifMatch(created.eTag()).delete(path).status()).isEqualTo(204);
        assertThat(author.get(path).status()).isEqualTo(404);
    }

    @Test
    void theSameIdempotencyKeyGivesTheFirstAnswerAgain() {
        UUID key = UUID.randomUUID();
        Api.Answer first = author.once(key).post("resources", Map.of("title", "只要一个"));
        Api.Answer again = author.once(key).post("resources", Map.of("title", "只要一个"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        Api.Answer other = author.once(key).post("resources", Map.of("title", "另一个"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("/code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void twentyEqualCallsAtOnceMakeOneResource() {
        UUID key = UUID.randomUUID();
        String title = "并发" + key;
        Set<String> ids = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> author.once(key).post("resources", Map.of("title", title)))
                .map(answer -> answer.text("/id"))
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
        assertThat(jdbc.sql("select count(*) from catalog.version where metadata ->> 'title' = ?")
                        .param(title)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void everyChangeLeavesAnAuditLineOfItsAuthor() {
        UUID id = UUID.fromString(author.post("resources", Map.of("title", "a")).text("/id"));

        assertThat(jdbc.sql("select event, actor_subject from audit.line where subject_id = ?")
                        .param(id)
                        .query()
                        .singleRow())
                .containsEntry("event", "catalog.VersionChanged")
                .containsEntry("actor_subject", "T-JHS-005-01");
    }

    @Test
    void ownResourcesAreListedPageByPage() {
        Api lister = author.as("T-JHS-001-02");
        Set<String> made = IntStream.range(0, 5)
                .mapToObj(
                        i -> lister.post("resources", Map.of("title", "第" + i)).text("/id"))
                .collect(Collectors.toSet());

        Api.Answer first = lister.get("resources?limit=3");
        Api.Answer second = lister.get("resources?limit=3&cursor=" + first.text("/nextCursor"));

        assertThat(first.header("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("rel=\"next\""));
        assertThat(first.json().get("total").asInt()).isGreaterThanOrEqualTo(5);
        Set<String> listed = new HashSet<>(ids(first));
        assertThat(listed).doesNotContainAnyElementsOf(ids(second));
        listed.addAll(ids(second));
        assertThat(listed).containsAll(made);
    }

    @Test
    void aPageOfOwnResourcesCostsTheSameHoweverLongItIs() {
        Api lister = author.as("T-JHS-001-01");
        IntStream.range(0, 12).forEach(i -> lister.post("resources", Map.of("title", "第" + i)));

        List<String> ofTwo = Statements.of(() -> lister.get("resources?limit=2"));
        List<String> ofTwelve = Statements.of(() -> lister.get("resources?limit=12"));

        assertThat(ofTwo).isNotEmpty();
        assertThat(ofTwelve).hasSameSizeAs(ofTwo).hasSizeLessThan(15);
    }

    @Test
    void codeListsHaveBothLanguages() {
        Api.Answer types = author.get("taxonomies/types?limit=100");

        assertThat(types.text("/items/0/code")).isEqualTo("COURSEWARE");
        assertThat(types.text("/items/0/zh")).isEqualTo("课件");
        assertThat(types.text("/items/0/en")).isEqualTo("Courseware");
        assertThat(author.get("taxonomies/no-such-list").status()).isEqualTo(404);
    }

    static Map<String, String> faults(Api.Answer answer) {
        Map<String, String> faults = new LinkedHashMap<>();
        answer.json()
                .path("errors")
                .forEach(fault -> faults.put(
                        fault.get("pointer").asText(), fault.get("code").asText()));
        return faults;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> ids(Api.Answer page) {
        return StreamSupport.stream(page.json().get("items").spliterator(), false)
                .map(item -> item.get("id").asText())
                .collect(Collectors.toSet());
    }
}

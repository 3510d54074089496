package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.Statements;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Everything around the list of hits: grammar, facets, help, suggestions, similar items, synonyms, saved searches. */
@IntegrationTest
class SearchDoorsIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ApplicationContext context;
    private final Publishing publishing;
    private final Api reader;

    SearchDoorsIT(@Autowired ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void aPageOfHitsWithFacetsCostsTwoStatements() {
        String word = Publishing.nonce();
        published(word);
        published(word + "二");
        find("q=" + utf8(word));

        List<String> statements = Statements.of(() -> find("facets=subject,grade,type,stage,edition&q=" + utf8(word)));

        // Who calls is asked in any case, by the token's subject; the page itself asks for scopes before and after.
        assertThat(statements.stream()
                        .filter(sql -> !sql.contains("organisation.person") && !sql.contains("appointment")))
                .as(String.join("\n", statements))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theGrammarNarrowsWithinTheDoor() {
        String word = Publishing.nonce();
        UUID one = published(word + " 甲乙丙");
        UUID other = published(word + " 丁戊己");

        assertThat(ids(find("q=" + utf8(word)))).contains(one.toString(), other.toString());
        assertThat(ids(find("q=" + utf8(word + " -甲乙丙")))).containsExactly(other.toString());
        assertThat(ids(find("q=" + utf8("\"" + word + " 甲乙丙\"")))).containsExactly(one.toString());
        assertThat(ids(find("q=" + utf8(word + " subject:语文")))).isEmpty();
        assertThat(ids(find("q=" + utf8(word + " 年级:3年级 title:丁戊己")))).containsExactly(other.toString());
    }

    @Test
    void aFacetShowsWhatElseCouldBeChosen() {
        String word = Publishing.nonce();
        UUID mathematics = published(word);
        UUID chinese = publishing.draft(
                AUTHOR, word, Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/", "subject", "YW"));
        publishing.publish(chinese);
        await().atMost(SOON).until(() -> ids(find("q=" + utf8(word))).size() == 2);

        JsonNode page = find("subject=SX&facets=subject,grade&q=" + utf8(word)).json();

        assertThat(page.at("/items/0/id").asText()).isEqualTo(mathematics.toString());
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.at("/facets/subject")).hasSize(2);
        assertThat(page.at("/facets/grade/0/count").asInt()).isEqualTo(1);
    }

    @Test
    void aCollectionIsSearchedForItsOwnItemsAlone() {
        String word = Publishing.nonce();
        UUID inside = published(word);
        published(word);
        Api owner = publishing.api().as(AUTHOR);
        Api.Answer made = owner.post(
                "collections",
                Map.of(
                        "kind", "LIST",
                        "title", "检索用资源集",
                        "level", "SCHOOL",
                        "memberIds", List.of()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String id = made.text("/id");
        Api.Answer filled = owner.ifMatch(made.eTag())
                .put(
                        "collections/" + id + "/items",
                        Map.of("items", List.of(Map.of("resourceId", inside, "note", "导入"))));
        assertThat(filled.status()).as(filled.toString()).isEqualTo(200);

        assertThat(ids(owner.get("search?collection=" + id + "&q=" + utf8(word))))
                .containsExactly(inside.toString());
        assertThat(reader.get("search?collection=" + id + "&q=" + utf8(word)).status())
                .isEqualTo(404);
    }

    @Test
    void aMistypedCharacterIsCorrectedFromWhatWasFound() {
        String word = Publishing.nonce();
        published(word);
        String wrong = word.substring(0, 2) + "噩" + word.substring(3);

        JsonNode page = find("q=" + utf8(wrong)).json();

        assertThat(page.get("relaxed").asBoolean()).isTrue();
        assertThat(page.get("correctedQuery").asText()).isEqualTo(Simplified.fold(word));
    }

    @Test
    void whereNothingIsFoundItSaysWhatToDrop() {
        String word = Publishing.nonce();
        published(word);

        JsonNode help = find("subject=YW&q=" + utf8(word + " 噩鸮鹂鼋噩鹂鸮鼋")).json().get("help");
        JsonNode narrowed = find("subject=YW&q=" + utf8(word)).json().get("help");

        assertThat(help.get("withoutWord")).isEmpty();
        assertThat(narrowed.at("/withoutFilter/0/filter").asText()).isEqualTo("subject");
        assertThat(narrowed.at("/withoutFilter/0/count").asInt()).isEqualTo(1);
        JsonNode words = find("q=" + utf8(word + " 噩鸮鹂鼋噩鹂鸮鼋")).json().get("help");
        assertThat(words.at("/withoutWord/0/word").asText()).isEqualTo("噩鸮鹂鼋噩鹂鸮鼋");
        assertThat(words.at("/withoutWord/0/count").asInt()).isEqualTo(1);
    }

    @Test
    void suggestionsCompleteChinesePinyinAndInitials() {
        published("《汀江竹筏考察》课件");

        for (String typed : List.of("汀江竹", "tingjiangzh", "tjzfkc", "汀江zhu")) {
            await().atMost(SOON).until(() -> texts(suggest(typed)).contains("汀江竹筏考察"));
        }
        assertThat(texts(suggest("小学三"))).contains("三年级");
        assertThat(texts(suggest("😀"))).isEmpty();
    }

    @Test
    void suggestionsNeverNameWhatTheCallerMayNotSee() {
        String word = Publishing.nonce();
        UUID id = published(word);
        await().atMost(SOON).until(() -> texts(suggest(word)).contains(word));

        publishing.share(id, TargetScope.Level.SCHOOL);

        assertThat(texts(suggest(word))).isEmpty();
    }

    @Test
    void similarItemsShareTheLessonAndNeverTheSecret() {
        String word = Publishing.nonce();
        UUID one = published(word + "课件");
        UUID alike = published(word + "教案");
        UUID secret = publishing.publish(AUTHOR, word + "练习", TargetScope.Level.SCHOOL);
        await().atMost(SOON).until(() -> ids(publishing.api().as("T-JHS-005-02").get("search?q=" + utf8(word)))
                .containsAll(Set.of(one.toString(), alike.toString(), secret.toString())));

        Api.Answer similar = reader.get("resources/" + one + "/similar");

        assertThat(ids(similar)).first().isEqualTo(alike.toString());
        assertThat(ids(similar)).doesNotContain(one.toString(), secret.toString());
        assertThat(reader.get("resources/" + secret + "/similar").status()).isEqualTo(404);
    }

    @Test
    void aSynonymActsOnTheNextSearch() {
        String word = Publishing.nonce();
        String other = Publishing.nonce();
        UUID id = published(word);
        Api steward = publishing.api().as("D-01");
        Api.Answer list = steward.get("admin/search/synonyms");
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        ObjectNode changed = list.json().deepCopy();
        changed.withArray("entries")
                .add(new ObjectMapper()
                        .valueToTree(Map.of("word", word, "variants", List.of(other), "means", List.of())));
        assertThat(ids(find("q=" + utf8(other)))).isEmpty();

        Api.Answer put = steward.ifMatch(list.eTag()).put("admin/search/synonyms", changed);

        assertThat(put.status()).as(put.toString()).isEqualTo(200);
        assertThat(ids(find("q=" + utf8(other)))).containsExactly(id.toString());
        assertThat(steward.ifMatch(list.eTag())
                        .put("admin/search/synonyms", changed)
                        .status())
                .isEqualTo(412);
        assertThat(reader.get("admin/search/synonyms").status()).isEqualTo(403);
        assertThat(steward.ifMatch(put.eTag())
                        .put("admin/search/synonyms", list.json())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSavedSearchTellsOnceWhatIsNewAndOnlyWhatItsOwnerMaySee() {
        String word = Publishing.nonce();
        String name = "检索" + Publishing.nonce();
        Api.Answer saved = reader.once(UUID.randomUUID())
                .post("saved-searches", Map.of("name", name, "query", "subject=SX&q=" + utf8(word), "notices", true));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
        UUID secret = publishing.publish(AUTHOR, word, TargetScope.Level.SCHOOL);
        UUID id = published(word);

        await().atMost(SOON).until(() -> {
            context.getBean(SavedSearchRunner.class).run(Instant.now());
            return notices(name).size() == 1;
        });
        context.getBean(SavedSearchRunner.class).run(Instant.now());

        assertThat(notices(name)).singleElement().asString().contains("1").contains(word);
        assertThat(secret).isNotEqualTo(id);
        // Opened wider later, it is news to whom it was closed, though it was published long ago.
        publishing.share(secret, TargetScope.Level.DISTRICT);
        await().atMost(SOON).until(() -> {
            context.getBean(SavedSearchRunner.class).run(Instant.now());
            return notices(name).size() == 2;
        });
        context.getBean(SavedSearchRunner.class).run(Instant.now());
        assertThat(notices(name)).hasSize(2);
        assertThat(publishing
                        .api()
                        .as(AUTHOR)
                        .get("saved-searches/" + saved.text("/id"))
                        .status())
                .isEqualTo(404);
    }

    private List<String> notices(String name) {
        List<String> texts = new ArrayList<>();
        reader.get("inbox?limit=100").json().get("items").forEach(item -> {
            if (item.toString().contains(name)) {
                texts.add(item.toString());
            }
        });
        return texts;
    }

    private UUID published(String title) {
        UUID id = publishing.publish(AUTHOR, title);
        await().atMost(SOON)
                .until(() -> ids(reader.get("search?limit=100&sort=newest")).contains(id.toString()));
        return id;
    }

    private Api.Answer find(String query) {
        Api.Answer answer = reader.get("search?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private Api.Answer suggest(String typed) {
        Api.Answer answer = reader.get("search/suggestions?q=" + utf8(typed));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static Set<String> texts(Api.Answer answer) {
        Set<String> texts = new TreeSet<>();
        answer.json().get("items").forEach(item -> texts.add(item.get("text").asText()));
        return texts;
    }

    private static List<String> ids(Api.Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.json().get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

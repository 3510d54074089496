package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Finding published resources through the door, on a real engine. */
@IntegrationTest
class SearchIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Publishing publishing;
    private final Api reader;

    SearchIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void aPhraseOfTheTitleIsFoundByAnotherSchoolWithinTwoSeconds() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, "《" + word + "》课件");

        await().atMost(Duration.ofSeconds(2)).until(() -> ids(search(reader, "q=" + utf8(word))), Set.of(id)::equals);
        JsonNode hit = search(reader, "q=" + utf8(word)).json().at("/items/0");
        assertThat(hit.at("/version").asText()).isEqualTo("1.0");
        assertThat(hit.at("/school/name").asText()).contains("华康文澜小学");
        assertThat(hit.at("/highlights/title/0").asText()).contains("<em>");
        assertThat(hit.at("/rating/count").asInt()).isZero();
    }

    @Test
    void aPhraseThatStandsOnlyInsideAFileIsFound() throws IOException {
        String word = Publishing.nonce();
        UUID id = publishing.publish(
                AUTHOR,
                word,
                "分数.pptx",
                Files.readAllBytes(Path.of("..", "seeds", "courseware", "fenshu-chubu-renshi.pptx")));

        await().atMost(SOON).until(() -> ids(search(reader, "sort=newest&limit=100&q=" + utf8("把一块月饼平均分给四位小组长")))
                .contains(id));
        JsonNode hit = search(reader, "sort=newest&limit=100&q=" + utf8("把一块月饼平均分给四位小组长"))
                .json()
                .at("/items/0");
        assertThat(hit.at("/highlights/body/0").asText()).contains("<em>");
        assertThat(hit.at("/files/0/name").asText()).isEqualTo("分数.pptx");
    }

    @ParameterizedTest
    @CsvSource({"圆明园的毁灭", "yuanmingyuan de huimie", "yuanmingyuandehuimie", "ymydhm", "圓明園的毀滅", "园明圆的毁灭"})
    void pinyinInitialsTraditionalCharactersAndHomophonesFindTheTitle(String typed) {
        UUID id = publishing.publish(AUTHOR, "《圆明园的毁灭》");

        await().atMost(SOON).until(() -> ids(search(reader, "sort=newest&limit=100&q=" + utf8(typed)))
                .contains(id));
    }

    @Test
    void whatIsSharedInASchoolLeaksNowhereElse() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word, TargetScope.Level.SCHOOL);
        Api colleague = publishing.api().as("T-JHS-005-02");
        await().atMost(SOON).until(() -> ids(search(colleague, "q=" + utf8(word))), Set.of(id)::equals);

        Api.Answer other = search(reader, "facets=subject,school&q=" + utf8(word));

        assertThat(other.json().get("items")).isEmpty();
        assertThat(other.json().get("total").asLong()).isZero();
        assertThat(other.json().at("/facets/subject")).isEmpty();
        assertThat(other.json().at("/facets/school")).isEmpty();
    }

    @Test
    void aCollectiveSharesWithItsMembersAlone() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word, TargetScope.Level.COLLECTIVE);
        Api member = publishing.api().as("T-JHS-026-01");

        await().atMost(SOON).until(() -> ids(search(member, "q=" + utf8(word))), Set.of(id)::equals);
        assertThat(ids(search(reader, "q=" + utf8(word)))).isEmpty();
    }

    @Test
    void aSchoolsSystemFindsWhatItsSchoolMaySee() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word);

        await().atMost(SOON)
                .until(() -> ids(search(publishing.api().as("client-jhs-042"), "q=" + utf8(word))), Set.of(id)::equals);
    }

    @Test
    void aWithdrawnScopeActsAtOnceWhateverTheIndexSays() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word);
        await().atMost(SOON).until(() -> ids(search(reader, "q=" + utf8(word))), Set.of(id)::equals);

        publishing.share(id, TargetScope.Level.SCHOOL);

        Api.Answer after = search(reader, "q=" + utf8(word));
        assertThat(after.json().get("items")).isEmpty();
        assertThat(after.json().get("total").asLong()).isZero();
    }

    @Test
    void markUpInATitleComesBackEscaped() {
        String word = Publishing.nonce();
        publishing.publish(AUTHOR, "<script>alert(1)</script>" + word);
        await().atMost(SOON).until(() -> !ids(search(reader, "q=" + utf8(word))).isEmpty());

        String highlight = search(reader, "q=" + utf8(word)).text("/items/0/highlights/title/0");

        assertThat(highlight).contains("&lt;script&gt;").contains("<em>").doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "newest", "downloads"})
    void pagesNeitherOverlapNorLeaveGaps(String sort) {
        String word = Publishing.nonce();
        Set<UUID> all = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            all.add(publishing.publish(AUTHOR, word));
        }
        String query = "limit=2&sort=" + sort + "&q=" + utf8(word);
        await().atMost(SOON)
                .until(() -> search(reader, query).json().get("total").asInt() == 5);

        List<UUID> read = new ArrayList<>();
        Api.Answer page = search(reader, query);
        read.addAll(ids(page));
        while (!page.json().get("nextCursor").isNull()) {
            assertThat(page.header("Link"))
                    .hasValueSatisfying(link -> assertThat(link).endsWith("rel=\"next\""));
            String link = page.header("Link").orElseThrow();
            page = reader.get(link.substring(1, link.indexOf('>')));
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            read.addAll(ids(page));
        }

        assertThat(read).hasSize(5).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void facetsCountInTheLanguageAskedFor() {
        String word = Publishing.nonce();
        publishing.publish(AUTHOR, word);
        publishing.publish("T-JHS-042-01", word);
        String query = "facets=subject,school&q=" + utf8(word);
        await().atMost(SOON)
                .until(() -> search(reader, query).json().get("total").asInt() == 2);

        JsonNode zh = search(reader.in("zh-CN"), query).json().get("facets");
        JsonNode en = search(reader.in("en"), query).json().get("facets");

        assertThat(zh.at("/subject/0/value").asText()).isEqualTo("SX");
        assertThat(zh.at("/subject/0/count").asInt()).isEqualTo(2);
        assertThat(zh.at("/subject/0/label").asText()).isEqualTo("数学");
        assertThat(en.at("/subject/0/label").asText()).isEqualTo("Mathematics");
        assertThat(zh.get("school")).hasSize(2);
        assertThat(zh.at("/school/0/label").asText()).contains("学");
    }

    @Test
    void severalValuesOfAFilterMeanOneOfThem() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word);
        await().atMost(SOON).until(() -> !ids(search(reader, "q=" + utf8(word))).isEmpty());

        assertThat(ids(search(reader, "subject=YW&subject=SX&q=" + utf8(word)))).containsExactly(id);
        assertThat(ids(search(reader, "subject=YW&q=" + utf8(word)))).isEmpty();
        assertThat(ids(search(reader, "publishedAfter=" + Instant.now().plusSeconds(60) + "&q=" + utf8(word))))
                .isEmpty();
    }

    @Test
    void whatOthersDownloadedShowsInTheHit() {
        String word = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, word);
        Map<String, Object> download = Map.of(
                "eventId",
                UUID.randomUUID(),
                "resourceId",
                id,
                "verb",
                "DOWNLOAD",
                "at",
                Instant.now().toString());
        assertThat(reader.post("usage-events", List.of(download)).status()).isEqualTo(202);
        assertThat(reader.put("resources/" + id + "/rating", Map.of("stars", 4)).status())
                .isEqualTo(200);

        await().atMost(SOON)
                .until(() -> search(reader, "q=" + utf8(word))
                                .json()
                                .at("/items/0/downloads")
                                .asInt()
                        == 1);
        await().atMost(SOON)
                .until(() -> search(reader, "q=" + utf8(word))
                                .json()
                                .at("/items/0/rating/average")
                                .asDouble()
                        == 4.0);
    }

    @Test
    void withoutTextTheNewestComeFirst() {
        UUID first = publishing.publish(AUTHOR, Publishing.nonce());
        UUID second = publishing.publish(AUTHOR, Publishing.nonce());

        await().atMost(SOON).until(() -> {
            List<UUID> ids = new ArrayList<>(ids(search(reader, "limit=100")));
            return ids.contains(second) && ids.contains(first) && ids.indexOf(second) < ids.indexOf(first);
        });
    }

    private static Api.Answer search(Api as, String query) {
        return as.get("search?" + query);
    }

    private static Set<UUID> ids(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Set<UUID> ids = new LinkedHashSet<>();
        answer.json()
                .get("items")
                .forEach(item -> ids.add(UUID.fromString(item.get("id").asText())));
        return ids;
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

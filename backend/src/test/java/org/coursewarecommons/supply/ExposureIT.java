package org.coursewarecommons.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Room in search for what is new: within the caller's scopes and filters, marked, and never against a wanted order. */
@IntegrationTest
class ExposureIT {

    private static final String AUTHOR = "T-JHS-050-01";
    private static final int KNOWN = 12;
    /** A page has room with a probability of one half. */
    private static final int ASKED = 60;

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final UnprovenShelf shelf;
    private final Api reader;
    private final String word = Publishing.nonce();

    ExposureIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        shelf = context.getBean(UnprovenShelf.class);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void aNewItemThatFewHaveSeenIsFoundAmongTheKnownOnes() {
        for (int i = 0; i < KNOWN; i++) {
            known(publishing.publish(AUTHOR, word));
        }
        UUID fresh = mentioned(TargetScope.Level.DISTRICT);
        UUID secret = mentioned(TargetScope.Level.SCHOOL);
        await().atMost(Duration.ofSeconds(30)).until(() -> page("").get("total").asInt() == KNOWN + 1);
        shelf.refresh();
        assertThat(shelf.waiting()).contains(fresh, secret);

        Set<String> unproven = new HashSet<>();
        for (int i = 0; i < ASKED; i++) {
            JsonNode items = page("").get("items");
            assertThat(items).hasSize(10);
            for (int place = 1; place <= items.size(); place++) {
                JsonNode hit = items.get(place - 1);
                if (hit.get("unproven").asBoolean()) {
                    unproven.add(hit.get("id").asText());
                    assertThat(place).isBetween(4, 10);
                }
            }
        }

        assertThat(unproven).containsExactly(fresh.toString());
        assertThat(page("&sort=newest").toString()).doesNotContain("\"unproven\":true");
        assertThat(page("&subject=YW").toString()).doesNotContain(fresh.toString());
        shelf.refresh();
        assertThat(impressions(fresh)).as("a person counts once a day").isEqualTo(1);
        jdbc.sql(
                        """
                        insert into supply.impression (resource_id, person_id, day)
                        select :id, gen_random_uuid(), current_date from generate_series(1, 30)
                        """)
                .param("id", fresh)
                .update();
        shelf.refresh();
        assertThat(shelf.waiting()).doesNotContain(fresh);
    }

    /** Says the word only in passing, so that by itself it comes last. */
    private UUID mentioned(TargetScope.Level level) {
        UUID id = publishing.draft(
                AUTHOR,
                Publishing.nonce(),
                Map.of(
                        "type",
                        "TOOL_LINK",
                        "link",
                        "https://basic.smartedu.cn/",
                        "description",
                        "课堂上用得着的材料,也谈到" + word + ",供教师备课参考。"));
        publishing.publish(id);
        publishing.share(id, level);
        return id;
    }

    private void known(UUID id) {
        jdbc.sql("update supply.item set published_at = published_at - interval '2 years' where resource_id = :id")
                .param("id", id)
                .update();
    }

    private JsonNode page(String more) {
        Api.Answer answer =
                reader.get("search?limit=10" + more + "&q=" + URLEncoder.encode(word, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private long impressions(UUID id) {
        return jdbc.sql("select count(*) from supply.impression where resource_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}

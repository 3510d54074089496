package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The code lists as clients read them. */
@IntegrationTest
class TaxonomyIT {

    private final Api teacher;
    private final JdbcClient jdbc;

    TaxonomyIT(@LocalServerPort int port, JdbcClient jdbc) {
        teacher = Api.on(port).as("T-JHS-005-01");
        this.jdbc = jdbc;
    }

    @Test
    void everyListIsServedInChineseAndEnglish() {
        JsonNode lists = teacher.get("taxonomies?limit=100").json().get("items");

        assertThat(lists.size()).isGreaterThan(40);
        for (JsonNode list : lists) {
            Api.Answer answer = teacher.get("taxonomies/" + list.get("code").asText() + "?limit=100");
            assertThat(answer.status()).as(list.toString()).isEqualTo(200);
            for (JsonNode term : answer.json().get("items")) {
                assertThat(term.get("zh").asText()).as(term.toString()).isNotBlank();
                assertThat(term.get("en").asText()).as(term.toString()).isNotBlank();
            }
        }
    }

    @Test
    void oneBooksChaptersAreAPage() {
        JsonNode chapters = teacher.get("taxonomies/chapters?limit=100&subject=SX&grade=G03&edition=RJ&volume=V1")
                .json()
                .get("items");

        assertThat(chapters.get(0).get("zh").asText()).isEqualTo("时、分、秒");
        assertThat(DraftTest.texts(chapters.findValue("properties"))).isNotEmpty();
        for (JsonNode chapter : chapters) {
            assertThat(chapter.get("code").asText()).startsWith("RJ-2012-SX-G03-V1-");
            assertThat(chapter.at("/properties/planned_weeks").asText()).startsWith("S1-W");
            assertThat(chapter.at("/properties/standards").asText()).matches("|kcbz:2022:SX:P2:.*");
        }
        assertThat(teacher.get("taxonomies/chapters?subject=SX&parent=RJ-2012-SX-G03-V1-U08")
                        .json()
                        .get("items"))
                .hasSize(4);
    }

    @Test
    void listsAreNarrowedByWhatTheySay() {
        assertThat(codes(teacher.get("taxonomies/textbooks?subject=YY&limit=100")))
                .hasSize(8);
        assertThat(codes(teacher.get("taxonomies/subjects?stage=SENIOR"))).containsExactly("ZZ", "TYJS");
        assertThat(codes(teacher.get("taxonomies/standards?subject=SX&grade=G03&limit=100")))
                .contains("kcbz:2022:SX:P2:SYDS:03")
                .allMatch(code -> code.startsWith("kcbz:2022:SX:P2:"));
        Api.Answer refused = teacher.get("taxonomies/licences?subject=SX");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/code")).isEqualTo("no-such-filter");
    }

    @Test
    void whoHasTheListIsNotSentItAgain() {
        Api.Answer first = teacher.get("taxonomies/types");

        assertThat(first.header("Cache-Control").orElse("")).contains("private").contains("max-age");
        assertThat(teacher.with("If-None-Match", first.eTag())
                        .get("taxonomies/types")
                        .status())
                .isEqualTo(304);
        assertThat(teacher.with("If-None-Match", first.eTag())
                        .get("taxonomies/types?limit=2")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatAnotherBackendLoadsIsSeenSoon() {
        String before = teacher.get("taxonomies/terms").eTag();
        jdbc.sql(
                        "insert into catalog.term (taxonomy, code, ordinal, name_zh, name_en) values ('terms', 'S3', 9, '小学期', 'Short term')")
                .update();
        jdbc.sql("update shared.seed_file set loaded_at = now() where path = 'taxonomy/terms.csv'")
                .update();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(codes(teacher.get("taxonomies/terms"))).contains("S3"));
            assertThat(teacher.with("If-None-Match", before)
                            .get("taxonomies/terms")
                            .status())
                    .isEqualTo(200);
        } finally {
            jdbc.sql("delete from catalog.term where taxonomy = 'terms' and code = 'S3'")
                    .update();
            jdbc.sql("update shared.seed_file set loaded_at = now() where path = 'taxonomy/terms.csv'")
                    .update();
        }
    }

    private static List<String> codes(Api.Answer answer) {
        return answer.json().get("items").findValuesAsText("code");
    }
}

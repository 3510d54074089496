package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What lost its book: archived with a banner, bound elsewhere by its owner, or back when the book is. */
@IntegrationTest
class SupersessionIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final Adoption adoption;
    private final Catalogue catalogue;
    private final Api steward;
    private final Api teacher;

    SupersessionIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        adoption = context.getBean(Adoption.class);
        catalogue = context.getBean(Catalogue.class);
        steward = publishing.api().as("D-01");
        teacher = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void whatLostItsStandardIsArchivedReadableAndBoundElsewhere() {
        String title = Publishing.nonce();
        String standard = "kcbz:2022:SX:P1:SYDS:03";
        UUID resource = bound(title, standard);
        String end = end("standards", standard);
        run();

        Api.Answer seen = teacher.get("resources/" + resource);
        assertThat(seen.text("/state")).as(seen.toString()).isEqualTo("SUPERSEDED");
        assertThat(seen.text("/supersession/code")).isEqualTo(standard);
        await().atMost(Duration.ofSeconds(30)).until(() -> found(title, "&state=SUPERSEDED") == 1);
        assertThat(found(title, "")).isZero();
        assertThat(catalogue.publishedIds(List.of(resource))).isEmpty();
        assertThat(adoption.ended(
                        catalogue.findable(List.of(resource)).get(resource).metadata(), LocalDate.now()))
                .isPresent();

        Api author = publishing.api().as(AUTHOR);
        assertThat(author.get("resources/" + resource).json().get("actions").toString())
                .contains("rebind", "archive");
        Map<String, Object> same = Map.of("standards", List.of(standard), "changed", "不变");
        assertThat(author.post("resources/" + resource + "/rebinding", same).text("/errors/0/code"))
                .isEqualTo("still-superseded");
        assertThat(teacher.post("resources/" + resource + "/rebinding", same).status())
                .isEqualTo(404);
        assertThat(author.post("resources/" + resource + "/archival").text("/supersession/answer"))
                .isEqualTo("ARCHIVED");

        Api.Answer rebound = author.post(
                "resources/" + resource + "/rebinding",
                Map.of("standards", List.of("kcbz:2022:SX:P1:SYDS:01"), "changed", "改绑现行条目"));
        assertThat(rebound.text("/state")).as(rebound.toString()).isEqualTo("PUBLISHED");
        assertThat(rebound.text("/version")).isEqualTo("1.1");
        assertThat(teacher.get("resources/" + resource).text("/state")).isEqualTo("PUBLISHED");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(title, "") == 1);
        steward.post("adoption-ends/" + end + "/revocation");
    }

    @Test
    void whatIsAdoptedAgainIsPublishedAgain() {
        String standard = "kcbz:2022:SX:P1:SYDS:04";
        UUID resource = bound(Publishing.nonce(), standard);
        String end = end("standards", standard);
        run();
        assertThat(teacher.get("resources/" + resource).text("/state")).isEqualTo("SUPERSEDED");
        assertThat(steward.post("adoption-ends", body("standards", standard)).text("/code"))
                .isEqualTo("adoption-ended");

        assertThat(steward.post("adoption-ends/" + end + "/revocation").status())
                .isEqualTo(200);
        run();

        assertThat(teacher.get("resources/" + resource).text("/state")).isEqualTo("PUBLISHED");
        assertThat(publishing
                        .api()
                        .as(AUTHOR)
                        .post("resources/" + resource + "/archival")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void onlyAStewardEndsWhatIsOnTheLists() {
        assertThat(teacher.post("adoption-ends", body("textbooks", "RJ-2012-SX-G03-V1"))
                        .status())
                .isEqualTo(403);
        assertThat(steward.post("adoption-ends", body("textbooks", "NONE")).text("/errors/0/code"))
                .isEqualTo("unknown-code");
        assertThat(teacher.post("adoption-ends/runs").status()).isEqualTo(403);
        assertThat(teacher.get("adoption-ends").status()).isEqualTo(200);
    }

    private UUID bound(String title, String standard) {
        UUID id = publishing.draft(
                AUTHOR,
                title,
                Map.of(
                        "type",
                        "TOOL_LINK",
                        "link",
                        "https://basic.smartedu.cn/",
                        "grades",
                        List.of("G02"),
                        "standards",
                        List.of(standard)));
        publishing.publish(id);
        return id;
    }

    private String end(String taxonomy, String code) {
        Api.Answer ended = steward.post("adoption-ends", body(taxonomy, code));
        assertThat(ended.status()).as(ended.toString()).isEqualTo(201);
        return ended.text("/id");
    }

    private static Map<String, String> body(String taxonomy, String code) {
        return Map.of("taxonomy", taxonomy, "code", code, "lastDay", "2026-08-31", "reason", "2026 年秋季起改用新教材。");
    }

    private void run() {
        assertThat(steward.post("adoption-ends/runs").status()).isEqualTo(200);
    }

    private long found(String title, String more) {
        return teacher.get("search?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8) + more)
                .json()
                .get("total")
                .asLong();
    }
}

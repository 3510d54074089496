package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The next version of a published resource. */
@IntegrationTest
class VersionIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final Api author;
    private final Api reader;

    VersionIT(ApplicationContext context) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void thePublishedVersionStaysLiveWhileTheNextIsDrafted() {
        UUID id = publishing.publish(AUTHOR, "圆的认识");

        Api.Answer next = author.post("resources/" + id + "/versions", Map.of("kind", "MAJOR", "changed", "按新教材改写"));

        assertThat(next.status()).as(next.toString()).isEqualTo(201);
        assertThat(next.text("/version")).isEqualTo("2.0");
        assertThat(next.text("/state")).isEqualTo("DRAFT");
        author.ifMatch(next.eTag()).patch("resources/" + id, Map.of("title", "圆的认识(新)"));
        assertThat(reader.get("resources/" + id).text("/title")).isEqualTo("圆的认识");
        assertThat(reader.get("resources/" + id + "?version=2.0").status()).isEqualTo(404);
        Api.Answer own = author.get("resources/" + id);
        assertThat(own.text("/state")).isEqualTo("PUBLISHED");
        assertThat(own.text("/draftVersion/version")).isEqualTo("2.0");
        assertThat(author.get("resources/" + id + "?version=2.0").text("/title"))
                .isEqualTo("圆的认识(新)");
    }

    @Test
    void thereIsOneDraftAtATime() {
        UUID id = publishing.publish(AUTHOR, "三角形");
        author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "改错字"));

        Api.Answer second = author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "再改"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("version-in-progress");
    }

    @Test
    void othersSeeTheHistoryWithoutDrafts() {
        UUID id = publishing.publish(AUTHOR, "平行四边形");
        author.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "补充练习"));

        assertThat(author.get("resources/" + id + "/versions").json().get("items"))
                .hasSize(2);
        Api.Answer seen = reader.get("resources/" + id + "/versions");
        assertThat(seen.json().get("items")).hasSize(1);
        assertThat(seen.text("/items/0/version")).isEqualTo("1.0");
        assertThat(reader.post("resources/" + id + "/versions", Map.of("kind", "MINOR", "changed", "别人的"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theNextDraftHasEveryFieldOfTheVersionBefore() throws java.io.IOException {
        Map<String, Object> full = everything();
        UUID id = publishing.draft(AUTHOR, "全部字段", full);
        Api.Answer file = author.upload(
                "resources/" + id + "/files",
                "许可.docx",
                "application/octet-stream",
                Files.readAllBytes(Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx")));
        author.ifMatch("*").patch("resources/" + id, Map.of("rightsFileId", file.text("/fileId")));
        JsonNode first = author.get("resources/" + id).json();
        publishing.publish(id);

        Api.Answer next = author.post("resources/" + id + "/versions", Map.of("kind", "MAJOR", "changed", "再版"));

        assertThat(next.status()).as(next.toString()).isEqualTo(201);
        for (RecordComponent field : ResourceMetadata.class.getRecordComponents()) {
            assertThat(first.get(field.getName())).as(field.getName()).isNotNull();
            assertThat(first.get(field.getName()).isNull()).as(field.getName()).isFalse();
            if (!field.getName().equals("rightsFileId")) {
                assertThat(next.json().get(field.getName())).as(field.getName()).isEqualTo(first.get(field.getName()));
            }
        }
        assertThat(next.text("/rightsFileId")).isEqualTo(next.text("/files/0/fileId"));
        author.ifMatch(next.eTag()).patch("resources/" + id, Map.of("altTitle", "又名"));
        assertThat(author.get("resources/" + id + "?version=1.0").text("/altTitle"))
                .isEqualTo("Everything");
        assertThat(author.get("resources/" + id + "?version=2.0").text("/altTitle"))
                .isEqualTo("又名");
    }

    /** A value for every field but the proof of permission, which is a file's id. */
    private static Map<String, Object> everything() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("altTitle", "Everything");
        all.put("type", "CLUB_COURSE");
        all.put("secondaryTypes", List.of("MATERIAL"));
        all.put("clubKind", "QUALITY");
        all.put("clubTheme", "SCIENCE");
        all.put("researchKind", "PAPER");
        all.put("edition", "RJ");
        all.put("printSeries", "2012");
        all.put("volume", "V1");
        all.put("structure", "LINEAR");
        all.put("chapters", List.of("RJ-2012-SX-G03-V1-U08-L01"));
        all.put("standards", List.of("数与代数"));
        all.put("keywords", List.of("分数", "折纸"));
        all.put("coverage", Map.of("place", "天津", "period", "1911/1949"));
        all.put("useScene", List.of("AFTER_SCHOOL"));
        all.put("lessonKind", "ACTIVITY");
        all.put("interactivityType", "ACTIVE");
        all.put("difficulty", 2);
        all.put("learningTime", "PT40M");
        all.put("duration", "PT3M20S");
        all.put("adviceForUse", "两人一组。");
        all.put("contexts", List.of("RURAL_SMALL", "MULTIGRADE"));
        all.put("requirements", "彩纸");
        all.put("offlineUsable", true);
        all.put("accessibility", Map.of("captions", true, "altText", false, "note", "大字版"));
        all.put("link", "https://basic.smartedu.cn/");
        all.put("rightsBasis", "PERMITTED");
        all.put("rightsHolder", "某出版社");
        all.put("restrictions", "不得印刷");
        all.put("ai", Map.of("share", "ASSISTED", "tool", "某工具", "kinds", List.of("IMAGE"), "labelPresent", true));
        all.put("externalIds", List.of(Map.of("scheme", "ISBN", "value", "978-7-107-00000-0")));
        all.put("relations", List.of(Map.of("type", "references", "url", "https://www.moe.gov.cn/", "title", "课标")));
        return all;
    }
}

package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;

/** What is asked of a resource when it is submitted, by its type and by what it says of itself. */
@IntegrationTest
class SubmissionRulesIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Path FILE = Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx");

    private final Publishing publishing;
    private final Api author;

    SubmissionRulesIT(ApplicationContext context) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "COURSEWARE, files|standards|edition",
                "PAPER, files|standards|edition",
                "MATERIAL, files|standards",
                "CASE, files|standards",
                "LESSON_PACK, files|standards|edition",
                "RESEARCH, files|researchKind",
                "TRAINING, files",
                "CLUB_COURSE, files|clubKind|adviceForUse",
                "TOPIC_PACK, files|adviceForUse",
                "TOOL_LINK, link",
                "DIGITAL_TEXT, link|standards|edition",
            })
    void eachTypeAsksForFieldsOfItsOwn(String type, String fields) {
        UUID id = publishing.draft(AUTHOR, "按类型", Map.of("type", type));

        assertThat(DraftTest.texts(author.get("resources/" + id).json().at("/completeness/missing")))
                .containsExactlyInAnyOrder(fields.split("\\|"));
        Api.Answer refused = submit(id);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(DraftTest.faults(refused).keySet())
                .containsExactlyInAnyOrder(List.of(fields.split("\\|")).stream()
                        .map(field -> "/" + field)
                        .toArray(String[]::new));
    }

    @Test
    void anEditionAsksForThePlaceInTheBook() {
        UUID id = publishing.draft(AUTHOR, "有版本", Map.of("type", "CASE", "edition", "RJ"));
        assertThat(DraftTest.faults(submit(id))).doesNotContainKey("/chapters");

        UUID bound = publishing.draft(AUTHOR, "有版本", Map.of("type", "COURSEWARE", "edition", "RJ"));
        assertThat(DraftTest.faults(submit(bound)))
                .containsEntry("/volume", "required")
                .containsEntry("/chapters", "required");
    }

    @Test
    void aLinkLeadsToAListedHostAndHasNoFiles() {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("https://basic.smartedu.cn/tool?id=1", "");
        links.put("https://BASIC.smartedu.cn", "");
        links.put("https://smartedu.cn.evil.example/", "host-not-allowed");
        links.put("https://evilsmartedu.cn/", "host-not-allowed");
        links.put("https://basic.smartedu.cn@evil.example/", "url-format");
        links.put("http://basic.smartedu.cn/", "url-format");
        links.put("javascript:alert(1)", "url-format");
        links.put("basic.smartedu.cn", "url-format");
        links.forEach((link, fault) -> {
            UUID id = publishing.draft(AUTHOR, "外链", Map.of("type", "TOOL_LINK", "link", link));
            if (fault.isEmpty()) {
                assertThat(submit(id).status()).as(link).isEqualTo(202);
            } else {
                assertThat(DraftTest.faults(submit(id))).as(link).isEqualTo(Map.of("/link", fault));
            }
        });
        UUID id = publishing.draft(AUTHOR, "外链", Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        attach(id);
        assertThat(DraftTest.faults(submit(id))).isEqualTo(Map.of("/files", "no-files-for-links"));
    }

    @Test
    void permissionIsProvedByAFileOfTheVersion() {
        UUID id = publishing.draft(AUTHOR, "他人作品", Map.of("type", "TRAINING", "rightsBasis", "PERMITTED"));
        String file = attach(id);

        assertThat(DraftTest.faults(submit(id))).isEqualTo(Map.of("/rightsFileId", "required"));
        edit(id, Map.of("rightsFileId", UUID.randomUUID().toString()));
        assertThat(DraftTest.faults(submit(id))).isEqualTo(Map.of("/rightsFileId", "unknown-file"));
        edit(id, Map.of("rightsFileId", file));
        assertThat(submit(id).status()).isEqualTo(202);
    }

    @Test
    void aShareOfAiAsksForToolAndLabel() {
        UUID id = publishing.draft(AUTHOR, "机器帮忙", Map.of("type", "TRAINING", "ai", Map.of("share", "ASSISTED")));
        attach(id);

        assertThat(DraftTest.faults(submit(id)))
                .isEqualTo(Map.of("/ai/tool", "required", "/ai/labelPresent", "required"));
        edit(id, Map.of("ai", Map.of("tool", "某大模型", "labelPresent", false)));
        assertThat(DraftTest.faults(submit(id))).isEqualTo(Map.of("/ai/labelPresent", "ai-label-required"));
        edit(id, Map.of("ai", Map.of("labelPresent", true, "kinds", List.of("IMAGE"))));
        assertThat(submit(id).status()).isEqualTo(202);
    }

    @Test
    void aHalfFilledFormIsSavedAndItsGapsAreToldAtSubmission() {
        Map<String, Object> half = new LinkedHashMap<>();
        half.put("title", "半份");
        half.put("contributors", List.of(Map.of("name", ""), Map.of("role", "EDITOR")));
        half.put("ai", Map.of());
        half.put("relations", List.of(Map.of("title", "某书"), Map.of("type", "sameAs", "url", "ftp://x")));
        half.put("externalIds", List.of(Map.of("scheme", "ISBN")));
        half.put("coverage", Map.of("place", "天津"));
        half.put("link", "https://");
        Api.Answer created = author.post("resources", half);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        UUID id = UUID.fromString(created.text("/id"));

        assertThat(DraftTest.faults(submit(id)))
                .containsEntry("/contributors/0/name", "required")
                .containsEntry("/contributors/0/role", "required")
                .containsEntry("/contributors/1/name", "required")
                .containsEntry("/contributors", "author-required")
                .containsEntry("/ai/share", "required")
                .containsEntry("/relations/0/type", "required")
                .containsEntry("/relations/0", "one-target")
                .containsEntry("/relations/1/url", "url-format")
                .containsEntry("/externalIds/0/value", "required")
                .containsEntry("/link", "url-format")
                .containsEntry("/description", "required")
                .containsEntry("/type", "required");
        Map<String, Object> emptied = new LinkedHashMap<>();
        emptied.put("coverage", null);
        emptied.put("ai", null);
        Api.Answer patched = edit(id, emptied);
        assertThat(patched.json().get("coverage").isNull()).isTrue();
        assertThat(patched.json().get("ai").isNull()).isTrue();
        assertThat(patched.json().get("relations")).hasSize(2);
    }

    @Test
    void whatContradictsItselfIsTold() {
        UUID other = publishing.draft("T-JHS-042-03", "别人的草稿", Map.of());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("type", "COURSEWARE");
        more.put("grades", List.of("G03", "G07"));
        more.put("edition", "RJ");
        more.put("volume", "V2");
        more.put("chapters", List.of("RJ-2012-SX-G03-V1-U08-L01"));
        more.put("standards", List.of("数与代数"));
        more.put("licence", "SCHOOL_ONLY");
        more.put("relations", List.of(Map.of("type", "isBasedOn", "resourceId", other.toString())));
        UUID id = publishing.draft(AUTHOR, "矛盾", more);
        attach(id);

        assertThat(DraftTest.faults(submit(id)))
                .isEqualTo(Map.of(
                        "/grades/1", "grade-not-of-stage",
                        "/chapters/0", "chapter-elsewhere",
                        "/targetScope/level", "licence-forbids-scope",
                        "/relations/0/resourceId", "unknown-resource"));
    }

    @Test
    void whatIsWrittenWronglyIsRefusedAlsoInADraft() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("title", "写错的");
        wrong.put("learningTime", "40 分钟");
        wrong.put("duration", "PT");
        wrong.put("difficulty", 6);
        wrong.put("coverage", Map.of("period", "唐代"));
        wrong.put("secondaryTypes", List.of("NO_SUCH"));
        wrong.put("useScene", List.of("NO_SUCH"));
        wrong.put("contributors", List.of(Map.of("date", "昨天")));
        wrong.put("accessibility", Map.of("captions", "yes"));

        assertThat(DraftTest.faults(author.post("resources", wrong)))
                .isEqualTo(Map.of(
                        "/learningTime", "duration-format",
                        "/duration", "duration-format",
                        "/difficulty", "maximum",
                        "/coverage/period", "period-format",
                        "/secondaryTypes/0", "unknown-code",
                        "/useScene/0", "unknown-code",
                        "/contributors/0/date", "format",
                        "/accessibility/captions", "type"));
    }

    @Test
    void theScoreIsWorkedOutByTheFormula() {
        Api.Answer bare = author.post("resources", Map.of("title", "只有标题"));
        // 14 fields that every type requires, 3 each; 6 others of weight 1 and the advice of weight 2
        assertThat(bare.json().at("/completeness/score").asInt()).isEqualTo(Math.round(100f * 3 / (14 * 3 + 6 + 2)));

        UUID id = publishing.draft(AUTHOR, "算分", Map.of("type", "TRAINING", "description", "不到十个字"));
        // files as 15th; of 10 others with playing time 1, captions 2 and alternative text 1 none is filled
        assertThat(score(id)).isEqualTo(Math.round(100f * 13 * 3 / (15 * 3 + 8 + 4)));
        edit(id, Map.of("description", "正好是十个字的一段话"));
        assertThat(score(id)).isEqualTo(Math.round(100f * 14 * 3 / (15 * 3 + 8 + 4)));
        attach(id);
        edit(id, Map.of("keywords", List.of("只有一个")));
        assertThat(score(id)).isEqualTo(Math.round(100f * 15 * 3 / (15 * 3 + 8 + 4)));
        edit(id, Map.of("keywords", List.of("两个", "关键词"), "accessibility", Map.of("captions", true)));
        Api.Answer read = author.get("resources/" + id);
        assertThat(score(id)).isEqualTo(Math.round(100f * (15 * 3 + 1 + 2) / (15 * 3 + 8 + 4)));
        assertThat(DraftTest.texts(read.json().at("/completeness/missing"))).isEmpty();
        assertThat(DraftTest.texts(read.json().at("/completeness/recommended")))
                .containsExactly(
                        "structure",
                        "useScene",
                        "interactivityType",
                        "duration",
                        "adviceForUse",
                        "contexts",
                        "offlineUsable",
                        "accessibility.altText");
    }

    @Test
    void whatMayStayEmptyNeverCosts() {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("type", "TOOL_LINK");
        whole.put("link", "https://basic.smartedu.cn/");
        whole.put("structure", "ATOMIC");
        whole.put("keywords", List.of("工具", "平台"));
        whole.put("useScene", List.of("IN_CLASS"));
        whole.put("interactivityType", "ACTIVE");
        whole.put("adviceForUse", "课上使用");
        whole.put("contexts", List.of("URBAN", "RURAL_SMALL"));
        whole.put("offlineUsable", false);

        assertThat(score(publishing.draft(AUTHOR, "全填", whole))).isEqualTo(100);
    }

    private int score(UUID id) {
        return author.get("resources/" + id).json().at("/completeness/score").asInt();
    }

    private Api.Answer submit(UUID id) {
        return author.post("resources/" + id + "/submissions", Map.of("promise", true));
    }

    private Api.Answer edit(UUID id, Map<String, ?> changes) {
        Api.Answer changed = author.ifMatch("*").patch("resources/" + id, changes);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        return changed;
    }

    private String attach(UUID id) {
        try {
            Api.Answer attached = author.upload(
                    "resources/" + id + "/files", "附件.docx", "application/octet-stream", Files.readAllBytes(FILE));
            assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
            return attached.text("/fileId");
        } catch (java.io.IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}

package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The same text in other bytes, and the same bytes again. */
@IntegrationTest
class SimilarFilesIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String OTHER_AUTHOR = "T-JHS-042-03";
    private static final String COORDINATOR = "RC-01";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Publishing publishing;
    private final Random random = new Random();

    SimilarFilesIT(ApplicationContext context) {
        publishing = new Publishing(context);
    }

    @Test
    void aReviewerSeesTheTwinOfADocumentAndNothingUnrelated() {
        List<String> words = words(200);
        UUID first = publishing.publish(AUTHOR, "原稿", "a.docx", docx(words));
        UUID unrelated = publishing.publish(AUTHOR, "别的", "b.docx", docx(words(200)));
        UUID twin = publishing.publish(OTHER_AUTHOR, "同文", "c.pdf", pdf(words));

        List<JsonNode> found = similar(COORDINATOR, twin);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.get("resourceId").asText()).isEqualTo(first.toString());
            assertThat(one.get("title").asText()).isEqualTo("原稿");
            assertThat(one.get("score").asDouble()).isGreaterThan(0.95);
            assertThat(one.get("exact").asBoolean()).isFalse();
            assertThat(one.get("veto").asText()).isEqualTo("V12");
        });
        assertThat(similar(COORDINATOR, unrelated)).isEmpty();
    }

    @Test
    void aTextThatWasChangedALittleIsFoundWithItsScore() {
        List<String> words = words(300);
        UUID first = publishing.publish(AUTHOR, "原稿", "a.docx", docx(words));
        for (int i = 0; i < 8; i++) {
            words.set(random.nextInt(words.size()), "changed" + i);
        }
        UUID second = publishing.publish(OTHER_AUTHOR, "改稿", "b.docx", docx(words));

        assertThat(similar(COORDINATOR, second)).singleElement().satisfies(one -> {
            assertThat(one.get("resourceId").asText()).isEqualTo(first.toString());
            assertThat(one.get("score").asDouble()).isBetween(0.8, 0.95);
            assertThat(one.get("veto").asText()).isEmpty();
        });
    }

    @Test
    void theSameBytesAreFoundWhateverTheyAre() {
        byte[] zip = TestFiles.zip("index.html", "<p>" + words(30) + "</p>");
        UUID first = publishing.publish(AUTHOR, "网页", "a.zip", zip);
        UUID second = publishing.publish(OTHER_AUTHOR, "网页二", "b.zip", zip);

        assertThat(similar(COORDINATOR, second)).singleElement().satisfies(one -> {
            assertThat(one.get("resourceId").asText()).isEqualTo(first.toString());
            assertThat(one.get("exact").asBoolean()).isTrue();
            assertThat(one.get("score").asDouble()).isEqualTo(1);
        });
    }

    @Test
    void aDraftOfSomebodyElseStaysUnknown() {
        List<String> words = words(200);
        attached(AUTHOR, "a.docx", docx(words));
        UUID second = publishing.publish(OTHER_AUTHOR, "稿", "b.docx", docx(words));

        assertThat(similar(COORDINATOR, second)).isEmpty();
    }

    @Test
    void anAuthorSeesOnlyTwinsThatTheyMayRead() {
        List<String> words = words(200);
        UUID open = publishing.publish(AUTHOR, "公开", "a.docx", docx(words));
        UUID closed = publishing.publish(AUTHOR, "校内", "b.docx", docx(words));
        publishing.share(closed, TargetScope.Level.SCHOOL);
        UUID own = publishing.publish(OTHER_AUTHOR, "己", "c.docx", docx(words));

        assertThat(ids(similar(COORDINATOR, own))).contains(open.toString(), closed.toString());
        assertThat(ids(similar(OTHER_AUTHOR, own))).contains(open.toString()).doesNotContain(closed.toString());
    }

    private static List<String> ids(List<JsonNode> found) {
        return found.stream().map(one -> one.get("resourceId").asText()).toList();
    }

    private List<JsonNode> similar(String person, UUID id) {
        Api.Answer answer = publishing.api().as(person).get("resources/" + id + "/similar-files");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<JsonNode> found = new ArrayList<>();
        answer.json().get("items").forEach(found::add);
        return found;
    }

    private void attached(String person, String name, byte[] bytes) {
        Api api = publishing.api().as(person);
        UUID id = publishing.draft(person, "草稿", Map.of());
        api.upload("resources/" + id + "/files", name, "application/octet-stream", bytes);
        await().atMost(PATIENCE)
                .until(() -> api.get("resources/" + id).text("/files/0/inspection/state"), "PASSED"::equals);
    }

    private List<String> words(int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(Integer.toString(random.nextInt(1_000_000) + 1_000_000, 36));
        }
        return words;
    }

    private static byte[] docx(List<String> words) {
        return TestFiles.docx(String.join(" ", words));
    }

    private static byte[] pdf(List<String> words) {
        return TestFiles.written(out -> {
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 9);
                    content.setLeading(11);
                    content.newLineAtOffset(40, 740);
                    for (int line = 0; line < words.size(); line += 10) {
                        content.showText(String.join(" ", words.subList(line, Math.min(words.size(), line + 10))));
                        content.newLine();
                    }
                    content.endText();
                }
                document.save(out);
            }
        });
    }
}

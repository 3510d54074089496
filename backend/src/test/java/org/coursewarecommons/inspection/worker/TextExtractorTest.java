package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextExtractorTest {

    @TempDir
    Path folder;

    @Test
    void findsChineseTextOfAPresentation() throws Exception {
        assertThat(new TextExtractor().extract(file(TestFiles.pptx("把一块月饼平均分给四位小组长"))))
                .isEqualTo("把一块月饼平均分给四位小组长");
    }

    @Test
    void findsTheTextOfPagesInAPackageButNotItsScripts() throws Exception {
        byte[] lesson = TestFiles.zip(
                "index.html", "<html><body><p>认识图形</p><script>var hidden=1;</script></body></html>", "a.js", "var x;");

        assertThat(new TextExtractor().extract(file(lesson))).isEqualTo("认识图形");
    }

    @Test
    void hasNothingToSayAboutAnEmptyPage() throws Exception {
        assertThat(new TextExtractor().extract(file(TestFiles.pdf()))).isNull();
    }

    @Test
    void stopsAtTheLimitWithoutCuttingACharacterInTwo() throws Exception {
        String text = new TextExtractor().extract(file(TestFiles.docx("𠮷".repeat(TextExtractor.MAX_CHARACTERS))));

        assertThat(text).hasSizeLessThanOrEqualTo(TextExtractor.MAX_CHARACTERS).endsWith("𠮷");
        assertThat(text.length()).isGreaterThan(TextExtractor.MAX_CHARACTERS - 10);
    }

    @Test
    void asksForAPersonWhenOnlyTheTextCannotBeRead() throws IOException {
        byte[] hollow = TestFiles.docxWithBrokenText();
        WorkerResult checked = WorkerResult.passed("application/x");

        WorkerResult result = InspectionWorker.withText(checked, file(hollow), "a.docx");

        assertThat(result.state()).isEqualTo(InspectionState.REVIEW);
        assertThat(result.findings()).extracting(Finding::code).containsExactly("extraction-failed");
    }

    @Test
    void cleansTextOfWhatDatabasesRefuse() {
        assertThat(Texts.clean("a\0b\ud842\u202f\r\n\n\n\n\nc", 100)).isEqualTo("a b \u202f\n\nc");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }
}

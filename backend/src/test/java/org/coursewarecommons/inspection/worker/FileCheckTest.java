package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckTest {

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    @TempDir
    Path folder;

    @Test
    void passesOfficePdfPictureAndVideoThatAreWhatTheirNamesSay() throws IOException {
        assertThat(check("分数.pptx", TestFiles.pptx("分数")).state()).isEqualTo(InspectionState.PASSED);
        assertThat(check("练习.DOCX", TestFiles.docx("练习")).state()).isEqualTo(InspectionState.PASSED);
        assertThat(check("a.pdf", TestFiles.pdf()).mediaType()).isEqualTo("application/pdf");
        assertThat(check("a.png", TestFiles.png()).mediaType()).isEqualTo("image/png");
        assertThat(check("a.mp4", TestFiles.mp4("isom")).mediaType()).isEqualTo("video/mp4");
        assertThat(check("a.m4a", TestFiles.mp4("M4A ")).mediaType()).isEqualTo("audio/mp4");
    }

    @Test
    void refusesAPictureNamedPdfAndTellsItsType() throws IOException {
        WorkerResult result = check("a.pdf", TestFiles.png());

        assertRefused(result, InspectionState.FAILED, new Finding("type-mismatch", "image/png"));
        assertThat(result.mediaType()).isEqualTo("image/png");
    }

    @Test
    void refusesAPresentationNamedDocument() throws IOException {
        assertFinding(check("a.docx", TestFiles.pptx("text")), InspectionState.FAILED, "type-mismatch");
    }

    @Test
    void refusesAPhotographInHeicAlsoUnderTheNameOfJpeg() throws IOException {
        assertRefused(
                check("照片.jpg", TestFiles.mp4("heic")),
                InspectionState.FAILED,
                new Finding("type-mismatch", "image/heic"));
        assertFinding(check("照片.heic", TestFiles.mp4("heic")), InspectionState.FAILED, "extension-not-allowed");
    }

    @Test
    void refusesQuickTimeNamedMp4() throws IOException {
        assertFinding(check("a.mp4", TestFiles.mp4("qt  ")), InspectionState.FAILED, "type-mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.exe", "a.pptm", "a.svg", "a.pdf.js", "a.pdf ", "pdf.", "noextension"})
    void refusesEveryOtherExtension(String name) throws IOException {
        assertFinding(check(name, TestFiles.pdf()), InspectionState.FAILED, "extension-not-allowed");
    }

    @Test
    void quarantinesMacrosByTheirPart() throws IOException {
        byte[] file = TestFiles.zip(CONTENT_TYPES, "<Types/>", "word/vbaProject.bin", "macro");

        assertFinding(check("a.docx", file), InspectionState.QUARANTINED, "macro");
    }

    @Test
    void quarantinesMacrosByTheirDeclaredType() throws IOException {
        byte[] file = TestFiles.zip(
                CONTENT_TYPES,
                "<Types><Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>",
                "word/document.xml",
                "<w/>");

        assertFinding(check("a.docx", file), InspectionState.QUARANTINED, "macro");
    }

    @Test
    void quarantinesTheAntivirusTestFileBareAndPacked() throws IOException {
        byte[] packed = TestFiles.zip(Map.of("ppt/media/image1.png", TestFiles.eicar()));

        assertFinding(check("a.pdf", TestFiles.eicar()), InspectionState.QUARANTINED, "malware");
        assertFinding(check("a.pptx", packed), InspectionState.QUARANTINED, "malware");
    }

    @Test
    void refusesWhatNeedsAPassword() throws IOException {
        assertFinding(check("a.zip", TestFiles.encryptedZip()), InspectionState.FAILED, "encrypted");
        assertFinding(check("a.docx", TestFiles.protectedDocx()), InspectionState.FAILED, "encrypted");
        assertFinding(check("a.pdf", TestFiles.protectedPdf()), InspectionState.FAILED, "encrypted");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] document = TestFiles.docx("text");
        byte[] half = java.util.Arrays.copyOf(document, document.length / 2);

        assertFinding(check("a.docx", half), InspectionState.FAILED, "unreadable");
        assertFinding(
                check("a.pdf", "%PDF-1.7\nnothing of the kind".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                InspectionState.FAILED,
                "unreadable");
    }

    @Test
    void refusesAPictureThatWouldFillTheMemory() throws IOException {
        assertRefused(
                check("a.png", TestFiles.pngClaiming(1_000_000, 1_000_000)),
                InspectionState.FAILED,
                new Finding("picture-limit", "1000000 x 1000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "imsmanifest.xml", "cmi5.xml", "tincan.xml"})
    void acceptsAZipThatIsADeclaredPackage(String marker) throws IOException {
        assertThat(check("a.zip", TestFiles.zip(marker, "<p/>")).state()).isEqualTo(InspectionState.PASSED);
    }

    @Test
    void refusesAPlainZipAndHalfAnH5p() throws IOException {
        assertFinding(check("a.zip", TestFiles.zip("notes.txt", "x")), InspectionState.FAILED, "not-a-package");
        assertFinding(check("a.zip", TestFiles.zip("h5p.json", "{}")), InspectionState.FAILED, "not-a-package");
        assertFinding(check("a.zip", TestFiles.zip("lesson/index.html", "x")), InspectionState.FAILED, "not-a-package");
    }

    @Test
    void acceptsGeogebraByItsContent() throws IOException {
        assertThat(check("a.ggb", TestFiles.zip("geogebra.xml", "<geogebra/>")).state())
                .isEqualTo(InspectionState.PASSED);
        assertFinding(check("a.ggb", TestFiles.zip("other.xml", "<x/>")), InspectionState.FAILED, "type-mismatch");
    }

    private WorkerResult check(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        return new FileCheck(ArchiveLimits.STANDARD, folder).check(file, name);
    }

    private static void assertFinding(WorkerResult result, InspectionState state, String code) {
        assertThat(result.state()).as(result.toString()).isEqualTo(state);
        assertThat(result.findings()).extracting(Finding::code).containsExactly(code);
        assertThat(result.text()).isNull();
    }

    private static void assertRefused(WorkerResult result, InspectionState state, Finding finding) {
        assertThat(result.state()).isEqualTo(state);
        assertThat(result.findings()).containsExactly(finding);
    }
}

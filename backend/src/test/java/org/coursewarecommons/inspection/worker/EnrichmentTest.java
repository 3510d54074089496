package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.inspection.PackageContents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The foreign programs are scripts that do what the programs do, so that the way to them is tested everywhere; the
 * programs themselves are tested where they are installed.
 */
class EnrichmentTest {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware").toAbsolutePath();
    private static final WorkerResult PASSED = WorkerResult.passed("any/type").withText("text");

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve(InspectionWorker.SCRATCH));
    }

    @Test
    void aDocumentHasATextPreviewWithoutLibreOffice() throws IOException {
        assertThat(draw(FileKind.DOCX, TestFiles.docx("text"), Tools.NONE)).isEqualTo(PASSED);

        assertThat(Extras.read(folder)).isEqualTo(new Extras(PreviewKind.TEXT, "no-office", null, null, false));
        assertThat(page(1)).doesNotExist();
    }

    @Test
    void aDocumentHasPagesWithLibreOffice() throws IOException {
        Path pdf = SAMPLES.resolve("changfangxing-zhouchang.pdf");
        String office = installed(
                "soffice",
                "while [ $# -gt 1 ]; do [ $1 = --outdir ] && out=$2; shift; done; cp '" + pdf + "' $out/document.pdf");

        assertThat(draw(FileKind.DOCX, TestFiles.docx("四分之一"), new Tools(office, null, null)))
                .isEqualTo(PASSED);

        assertThat(Extras.read(folder).preview()).isEqualTo(PreviewKind.PAGES);
        assertThat(page(1)).exists();
    }

    @Test
    void aDocumentThatLibreOfficeCannotReadHasItsTextAndSaysSo() throws IOException {
        String office = script("soffice", "echo 'source file could not be loaded'");

        WorkerResult result = draw(FileKind.DOCX, TestFiles.docx("text"), new Tools(office, null, null));

        assertThat(result.state()).isEqualTo(InspectionState.PASSED);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("preview-failed");
            assertThat(finding.detail()).contains("could not be loaded");
        });
        assertThat(Extras.read(folder)).isEqualTo(new Extras(PreviewKind.TEXT, "failed", null, null, false));
    }

    @Test
    void slidesAreDrawnByUsWhenLibreOfficeFails() throws IOException {
        String office = script("soffice", "exit 1");

        draw(FileKind.PPTX, TestFiles.pptx("text"), new Tools(office, null, null));

        assertThat(Extras.read(folder).note()).isEqualTo("office-failed");
        assertThat(page(1)).exists();
    }

    @Test
    void aFilmHasAFrameAndADurationWithFfmpeg() throws IOException {
        Path frame = folder.resolve("a.png");
        ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "png", frame.toFile());
        boolean real = Files.isExecutable(Path.of("/usr/bin/ffmpeg"));
        String ffmpeg = installed("ffmpeg", "for last; do :; done; cp '" + frame + "' \"$last\"");
        String ffprobe = installed("ffprobe", "echo 6.000000");
        byte[] film = Files.readAllBytes(SAMPLES.resolve(film()));

        assertThat(draw(FileKind.MP4, film, new Tools(null, ffmpeg, ffprobe))).isEqualTo(PASSED);

        Extras extras = Extras.read(folder);
        assertThat(extras.preview()).isEqualTo(PreviewKind.POSTER);
        assertThat(extras.durationMillis()).isBetween(real ? 500L : 6000L, real ? 600_000L : 6000L);
        assertThat(ImageIO.read(page(1).toFile()).getWidth()).isPositive();
    }

    @Test
    void aFilmSaysThatItHasNoFrameWithoutFfmpeg() throws IOException {
        draw(FileKind.MP4, TestFiles.mp4("isom"), Tools.NONE);

        assertThat(Extras.read(folder)).isEqualTo(new Extras(PreviewKind.NONE, "no-ffmpeg", null, null, false));
    }

    @Test
    void aPackageIsReadAndWhatItLacksIsForAPersonToSee() throws IOException {
        WorkerResult result = examine(FileKind.ZIP, Packages.scormWithoutLaunch(), "zip");

        assertThat(result.state()).isEqualTo(InspectionState.REVIEW);
        assertThat(result.findings()).containsExactly(new Finding("manifest-incomplete", "start/index.html"));
        assertThat(Extras.read(folder).contents())
                .extracting(PackageContents::kind)
                .isEqualTo(PackageContents.Kind.SCORM_1_2);
    }

    @Test
    void aPackageWhoseManifestCannotBeReadIsRefused() throws IOException {
        WorkerResult result = examine(FileKind.ZIP, Packages.scormWithEntity(), "zip");

        assertThat(result.state()).isEqualTo(InspectionState.FAILED);
        assertThat(result.findings()).extracting(Finding::code).containsExactly("manifest-unreadable");
    }

    @Test
    void aPhotographIsCopiedWithoutItsPlaceAndThatIsSaid() throws IOException {
        WorkerResult result = examine(FileKind.JPEG, Photographs.jpeg(), "jpg");

        assertThat(result.state()).isEqualTo(InspectionState.PASSED);
        assertThat(result.findings()).containsExactly(new Finding("location-removed", "JPEG"));
        assertThat(Extras.read(folder).placeSought()).isTrue();
        assertThat(folder.resolve(Extras.CLEAN)).exists();
    }

    private static String film() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            List<String> films = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".mp4"))
                    .sorted()
                    .toList();
            return films.get(0);
        }
    }

    private WorkerResult examine(FileKind kind, byte[] bytes, String extension) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        return new Enrichment(folder, kind, file).examine(WorkerResult.passed("any/type"), extension);
    }

    private WorkerResult draw(FileKind kind, byte[] bytes, Tools tools) throws IOException {
        tools.write(folder);
        Path file = Files.write(folder.resolve("file"), bytes);
        return new Enrichment(folder, kind, file).draw(PASSED);
    }

    private Path page(int number) {
        return folder.resolve(Previews.fileName(number));
    }

    /** The program itself where Debian puts it, else a script in its place. */
    private String installed(String name, String script) throws IOException {
        Path program = Path.of("/usr/bin", name);
        return Files.isExecutable(program) ? program.toString() : script(name, script);
    }

    private String script(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }
}

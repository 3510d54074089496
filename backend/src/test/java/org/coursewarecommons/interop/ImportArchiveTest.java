package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void givenABomb_whenItsEntryIsTakenOut_thenItStopsAtTheRatio() throws Exception {
        try (ImportArchive archive =
                open(new Zips().with("a.docx", new byte[64 << 20]).bytes())) {
            Path target = folder.resolve("out");

            RowFaults faults = catchThrowableOfType(RowFaults.class, () -> archive.extract("files", "a.docx", target));

            assertThat(faults.faults()).extracting(RowFault::code).containsExactly("entry-too-large");
            assertThat(Files.size(target)).isLessThan(8 << 20);
        }
    }

    @Test
    void givenANameThatClimbs_whenItIsTakenOut_thenOnlyOurOwnPathIsWritten() throws Exception {
        try (ImportArchive archive =
                open(new Zips().with("../../etc/x.docx", "x").bytes())) {
            Path target = folder.resolve("out");

            archive.extract("files", "../../etc/x.docx", target);

            assertThat(target).hasContent("x");
        }
    }

    @Test
    void givenALink_whenAskedFor_thenItIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("a.docx");
            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes());
            zip.closeArchiveEntry();
        }
        try (ImportArchive archive = open(bytes.toByteArray())) {
            assertThat(archive.refusal("files", "a.docx"))
                    .extracting(RowFault::code)
                    .isEqualTo("entry-link");
        }
    }

    @Test
    void givenNamesOfAChineseWindows_whenAskedFor_thenTheyAreFound() throws Exception {
        byte[] zip = new Zips().with("课件/圆的周长.docx", "x").bytes(Charset.forName("GB18030"));
        try (ImportArchive archive = open(zip)) {
            assertThat(archive.refusal("files", "课件/圆的周长.docx")).isNull();
        }
    }

    @Test
    void givenZip64_whenRead_thenItIsAZipLikeOthers() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("a.docx"));
            zip.write("x".getBytes());
            zip.closeArchiveEntry();
        }
        try (ImportArchive archive = open(bytes.toByteArray())) {
            archive.extract("files", "a.docx", folder.resolve("out"));
            assertThat(folder.resolve("out")).hasContent("x");
        }
    }

    @Test
    void givenACutZip_whenOpened_thenItIsUnusable() {
        byte[] whole = new Zips().with("manifest.csv", "externalKey\nx\n").bytes();

        assertThatThrownBy(() -> open(Arrays.copyOf(whole, whole.length - 30))).isInstanceOf(UnusableArchive.class);
    }

    @Test
    void givenAWorkbookThatIsABomb_whenRead_thenItIsUnusable() {
        byte[] bomb = new Zips()
                .with(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
                .with("xl/sharedStrings.xml", new byte[128 << 20])
                .bytes();

        assertThatThrownBy(() -> ManifestReader.read("manifest.xlsx", bomb)).isInstanceOf(UnusableArchive.class);
    }

    @Test
    void givenAnEntityInAWorkbook_whenRead_thenNothingIsFetched() {
        byte[] hostile = new Zips()
                .with(
                        "[Content_Types].xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">&e;</Types>")
                .bytes();

        assertThatThrownBy(() -> ManifestReader.read("manifest.xlsx", hostile)).isInstanceOf(UnusableArchive.class);
    }

    private ImportArchive open(byte[] zip) throws Exception {
        return ImportArchive.open(Files.write(Files.createTempFile(folder, "import", ".zip"), zip));
    }
}

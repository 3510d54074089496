package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coursewarecommons.inspection.PackageContents;
import org.coursewarecommons.inspection.PackageContents.Item;
import org.coursewarecommons.inspection.PackageContents.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageReaderTest {

    @TempDir
    Path folder;

    private List<String> missing = List.of();

    @Test
    void readsScorm12() throws Exception {
        PackageContents contents = read(Packages.scorm12(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.SCORM_1_2);
        assertThat(contents.version()).isEqualTo("1.2");
        assertThat(contents.title()).isEqualTo("分数的初步认识");
        assertThat(contents.launch()).isEqualTo("start/index.html?page=1");
        assertThat(contents.items())
                .containsExactly(new Item("第一单元", null, 1), new Item("几分之一", "start/index.html?page=1", 2));
        assertThat(contents.metadata()).containsEntry("language", "zh").containsEntry("identifier", "m1");
        assertThat(missing).isEmpty();
    }

    @Test
    void tellsScorm2004FromScorm12() throws Exception {
        PackageContents contents = read(Packages.scorm2004(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.SCORM_2004);
        assertThat(contents.version()).isEqualTo("2004 4th Edition");
    }

    @Test
    void readsACommonCartridge() throws Exception {
        PackageContents contents = read(Packages.cartridge(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.COMMON_CARTRIDGE);
        assertThat(contents.version()).isEqualTo("1.3.0");
        assertThat(contents.title()).isEqualTo("长方形的周长");
        assertThat(contents.items()).contains(new Item("网页", "a.html", 2));
        assertThat(contents.metadata()).containsEntry("resources", "2");
    }

    @Test
    void readsQuestions() throws Exception {
        PackageContents contents = read(Packages.qti(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.QTI);
        assertThat(contents.version()).isEqualTo("imsqti_item_xmlv2p1");
        assertThat(contents.items()).containsExactly(new Item("item1", "item1.xml", 1));
        assertThat(contents.launch()).isNull();
    }

    @Test
    void readsAnyOtherContentPackage() throws Exception {
        PackageContents contents = read(Packages.contentPackage(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.IMS_CP);
        assertThat(contents.title()).isEqualTo("周长");
        assertThat(contents.launch()).isEqualTo("a.html");
    }

    @Test
    void readsH5p() throws Exception {
        PackageContents contents = read(Packages.h5p(), "h5p");

        assertThat(contents.kind()).isEqualTo(Kind.H5P);
        assertThat(contents.version()).isEqualTo("1.10");
        assertThat(contents.title()).isEqualTo("分数连线");
        assertThat(contents.items()).contains(new Item("FontAwesome 4.5", null, 1));
        assertThat(contents.metadata()).containsEntry("mainLibrary", "H5P.DragText");
        assertThat(missing).isEmpty();
    }

    @Test
    void readsCmi5() throws Exception {
        PackageContents contents = read(Packages.cmi5(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.CMI5);
        assertThat(contents.version()).isEqualTo("1.0");
        assertThat(contents.title()).isEqualTo("圆的面积");
        assertThat(contents.launch()).isEqualTo("au/index.html");
        assertThat(contents.items()).containsExactly(new Item("第一课", null, 1), new Item("推导", "au/index.html", 2));
    }

    @Test
    void readsAnXapiPackageBeforeItsWebPages() throws Exception {
        PackageContents contents = read(Packages.xapi(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.XAPI);
        assertThat(contents.title()).isEqualTo("水的循环");
        assertThat(contents.launch()).isEqualTo("index.html");
    }

    @Test
    void readsWebPages() throws Exception {
        PackageContents contents = read(Packages.html5(), "zip");

        assertThat(contents.kind()).isEqualTo(Kind.HTML5);
        assertThat(contents.title()).isEqualTo("开始");
    }

    @Test
    void refusesAPlainZip() {
        assertRefused(TestFiles.zip("a.txt", "text"), "zip", "not-a-package");
    }

    @Test
    void refusesAManifestWithADocumentType() {
        assertRefused(Packages.scormWithEntity(), "zip", "manifest-unreadable");
    }

    @Test
    void refusesAManifestThatIsNoXml() {
        assertRefused(TestFiles.zip("imsmanifest.xml", "<manifest>"), "zip", "manifest-unreadable");
        assertRefused(TestFiles.zip("cmi5.xml", "", "index.html", ""), "zip", "manifest-unreadable");
    }

    @Test
    void refusesAManifestThatIsNoJson() {
        assertRefused(
                TestFiles.zip("h5p.json", "{\"title\":", "content/content.json", "{}"), "h5p", "manifest-unreadable");
        assertRefused(TestFiles.zip("h5p.json", "[]", "content/content.json", "{}"), "h5p", "manifest-unreadable");
    }

    @Test
    void refusesAnotherPackageUnderTheNameOfH5p() {
        assertRefused(Packages.scorm12(), "h5p", "type-mismatch");
    }

    @Test
    void saysWhatAManifestLacks() throws Exception {
        read(Packages.h5pWithoutLibrary(), "h5p");
        assertThat(missing).containsExactly("h5p.json: embedTypes", "h5p.json: preloadedDependencies: H5P.A");

        read(Packages.scormWithoutLaunch(), "zip");
        assertThat(missing).containsExactly("start/index.html");
    }

    private PackageContents read(byte[] bytes, String extension) throws Exception {
        PackageReader reader = new PackageReader(Files.write(folder.resolve("file"), bytes));
        PackageContents contents = reader.read(extension);
        missing = reader.missing();
        return contents;
    }

    private void assertRefused(byte[] bytes, String extension, String code) {
        assertThatThrownBy(() -> read(bytes, extension))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining(code);
    }
}

package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.Clamd;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.inspection.worker.Packages;
import org.coursewarecommons.inspection.worker.Photographs;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.coursewarecommons.storage.Blobs;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the doors tell of a file besides its check: virus scan, preview, package, place. */
@IntegrationTest
class FileFactsIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Publishing publishing;
    private final Api author;
    private final Api reader;
    private final JdbcClient jdbc;
    private final Blobs blobs;

    FileFactsIT(ApplicationContext context, JdbcClient jdbc) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
        reader = publishing.api().as("T-JHS-042-03");
        this.jdbc = jdbc;
        blobs = context.getBean(Blobs.class);
    }

    @Test
    void whatTheScannerKnowsGoesToQuarantine() {
        UUID id = attached("a.docx", TestFiles.docx("第一课 " + Clamd.SIGNATURE));

        Api.Answer resource = checked(id);

        assertThat(resource.text("/files/0/inspection/state")).isEqualTo("QUARANTINED");
        assertThat(resource.text("/files/0/inspection/virusScan/state")).isEqualTo("FOUND");
        assertThat(resource.text("/files/0/inspection/findings/0/code")).isEqualTo("malware");
        assertThat(resource.text("/files/0/inspection/findings/0/detail")).contains("Test.Own");
    }

    @Test
    void aFileWaitsForTheScannerAndSaysSo() {
        UUID[] id = new UUID[1];
        TestStack.get().wire("courseware.inspection.clamd.address").whileCut(() -> {
            id[0] = attached("a.docx", TestFiles.docx("第一课"));
            await().atMost(PATIENCE)
                    .until(
                            () -> author.get("resources/" + id[0]).text("/files/0/inspection/virusScan/state"),
                            "UNREACHABLE"::equals);
            assertThat(author.get("resources/" + id[0]).text("/files/0/inspection/state"))
                    .isEqualTo("PENDING");
        });

        Api.Answer resource = checked(id[0]);

        assertThat(resource.text("/files/0/inspection/state")).isEqualTo("PASSED");
        assertThat(resource.text("/files/0/inspection/virusScan/state")).isEqualTo("CLEAN");
    }

    @Test
    void aFileBeyondTheScannersLimitIsForAPersonToSee() {
        byte[] large = TestFiles.written(out -> {
            out.write(TestFiles.pdf());
            out.write(("% " + "x".repeat(Clamd.MAX_STREAM) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write("%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        });
        UUID id = attached("a.pdf", large);

        Api.Answer resource = checked(id);

        assertThat(resource.text("/files/0/inspection/state"))
                .as(resource.toString())
                .isEqualTo("REVIEW");
        assertThat(resource.text("/files/0/inspection/virusScan/state")).isEqualTo("TOO_LARGE");
    }

    @Test
    void aDocumentHasATextToLookAt() {
        UUID id = publishing.publish(AUTHOR, "分数练习", "练习.docx", TestFiles.docx("四分之一是多少？"));

        Api.Answer resource = reader.in("en").get("resources/" + id);

        assertThat(resource.text("/files/0/preview/kind")).isEqualTo("TEXT");
        assertThat(resource.text("/files/0/preview/note")).contains("LibreOffice is not configured");
        String door = "resources/" + id + "/files/" + resource.text("/files/0/fileId") + "/preview/text";
        Api.Answer text = reader.get(door);
        assertThat(text.status()).as(text.toString()).isEqualTo(200);
        assertThat(text.text("/text")).isEqualTo("四分之一是多少？");
        assertThat(text.json().get("truncated").asBoolean()).isFalse();
        assertThat(text.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reader.get("resources/" + id + "/files/" + UUID.randomUUID() + "/preview/text")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyElseReadsTheTextOfADraft() {
        UUID id = attached("a.docx", TestFiles.docx("四分之一"));
        String fileId = checked(id).text("/files/0/fileId");
        String door = "resources/" + id + "/files/" + fileId + "/preview/text";

        assertThat(author.get(door).status()).isEqualTo(200);
        assertThat(reader.get(door).status()).isEqualTo(404);
    }

    @Test
    void aPackageTellsWhatIsInIt() {
        UUID id = attached("分数.zip", Packages.scorm12());

        Api.Answer resource = checked(id);

        assertThat(resource.text("/files/0/package/kind"))
                .as(resource.toString())
                .isEqualTo("SCORM_1_2");
        assertThat(resource.text("/files/0/package/title")).isEqualTo("分数的初步认识");
        assertThat(resource.text("/files/0/package/launch")).isEqualTo("start/index.html?page=1");
        assertThat(resource.text("/files/0/package/items/1/title")).isEqualTo("几分之一");
    }

    @Test
    void anH5pMayBeDepositedUnderItsOwnName() {
        Api.Answer resource = checked(attached("连线.h5p", Packages.h5p()));

        assertThat(resource.text("/files/0/package/kind"))
                .as(resource.toString())
                .isEqualTo("H5P");
    }

    @Test
    void aPhotographIsGivenOutWithoutItsPlace() throws Exception {
        byte[] photograph = Photographs.jpeg();
        UUID id = publishing.publish(AUTHOR, "校园", "校园.jpg", photograph);

        Api.Answer resource = reader.get("resources/" + id);
        byte[] got = reader.get("resources/" + id + "/files/" + resource.text("/files/0/fileId") + "/content")
                .bytes();

        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(got))
                        .getFirstDirectoryOfType(GpsDirectory.class))
                .isNull();
        assertThat(resource.text("/files/0/sha256")).isEqualTo(sha256(got));
        assertThat(resource.text("/files/0/size")).isEqualTo(String.valueOf(got.length));
        assertThat(resource.text("/files/0/originalSha256")).isEqualTo(sha256(photograph));
        assertThat(resource.text("/files/0/inspection/findings/0/code")).isEqualTo("location-removed");
        assertThat(resource.text("/files/0/preview/kind")).isEqualTo("PICTURE");
    }

    @Test
    void filesThatWereCheckedBeforeGetTheirPreviewsLater() {
        UUID id = publishing.publish(AUTHOR, "图", "图.png", TestFiles.png());
        String fileId = reader.get("resources/" + id).text("/files/0/fileId");
        jdbc.sql("delete from inspection.preview where file_id = ?::uuid")
                .param(fileId)
                .update();
        jdbc.sql("update inspection.detail set made_by = 0, preview = 'NONE' where file_id = ?::uuid")
                .param(fileId)
                .update();

        await().atMost(PATIENCE)
                .until(() -> reader.get("resources/" + id).text("/files/0/preview/kind"), "PICTURE"::equals);

        assertThat(reader.get("resources/" + id + "/files/" + fileId + "/preview/1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPublishedFileThatIsFoundDangerousLaterIsTakenFromEverybodyAndItsOwnerHears() throws Exception {
        String title = Publishing.nonce();
        UUID id = publishing.publish(AUTHOR, title, "课.docx", TestFiles.docx("第一课 " + title));
        String fileId = reader.get("resources/" + id).text("/files/0/fileId");
        String content = "resources/" + id + "/files/" + fileId + "/content";
        assertThat(reader.get(content).status()).isEqualTo(200);
        pretendItWasAlways(TestFiles.docx(title + Clamd.SIGNATURE), fileId);

        await().atMost(PATIENCE)
                .until(() -> reader.get("resources/" + id).text("/files/0/inspection/state"), "QUARANTINED"::equals);

        assertThat(reader.get(content).status()).isEqualTo(409);
        assertThat(author.get(content).status()).isEqualTo(409);
        assertThat(reader.get("resources/" + id + "/files/archive").status()).isNotEqualTo(200);
        assertThat(reader.get("resources/" + id + "/files/" + fileId + "/preview/text")
                        .status())
                .isEqualTo(409);
        for (String concerned : new String[] {AUTHOR, "X-03"}) {
            assertThat(publishing.api().as(concerned).get("inbox?limit=50").toString())
                    .as(concerned)
                    .contains("file.condemned", title);
        }
    }

    /** As if nobody had known of the danger when the file was checked. */
    private void pretendItWasAlways(byte[] dangerous, String fileId) throws IOException {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("dangerous", ".docx");
        try {
            java.nio.file.Files.write(file, dangerous);
            jdbc.sql("update inspection.job set sha256 = ? where file_id = ?::uuid")
                    .params(blobs.put(file).sha256(), fileId)
                    .update();
        } finally {
            java.nio.file.Files.delete(file);
        }
        jdbc.sql("update inspection.detail set made_by = 0 where file_id = ?::uuid")
                .param(fileId)
                .update();
    }

    private UUID attached(String name, byte[] bytes) {
        UUID id = publishing.draft(AUTHOR, "文件", Map.of());
        Api.Answer attached = author.upload("resources/" + id + "/files", name, "application/octet-stream", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        return id;
    }

    private Api.Answer checked(UUID id) {
        return await().atMost(PATIENCE).until(() -> author.get("resources/" + id), answer -> !"PENDING"
                .equals(answer.text("/files/0/inspection/state")));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

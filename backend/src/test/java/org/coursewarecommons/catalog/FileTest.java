package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.storage.PartSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files of a draft: attached, checked, downloaded again byte by byte. */
@IntegrationTest
class FileTest {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");

    private final Api author;
    private final Api stranger;

    FileTest(@LocalServerPort int port) {
        author = Api.on(port).as("T-JHS-005-01");
        stranger = Api.on(port).as("T-JHS-042-03");
    }

    @Test
    void aFileIsCheckedAndComesBackAsItWent() throws IOException {
        String resource = newDraft();
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve("fenshu-lianxi.docx"));

        Api.Answer attached = attach(resource, "分数练习.docx", bytes);

        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        awaitInspection(resource, "PASSED");
        Api.Answer content = author.get(attached.header("Location").orElseThrow());
        assertThat(content.bytes()).isEqualTo(bytes);
        assertThat(content.header("Content-Disposition")).hasValueSatisfying(value -> assertThat(value)
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%88%86%E6%95%B0%E7%BB%83%E4%B9%A0.docx"));
        assertThat(content.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(content.eTag()).isEqualTo("\"" + attached.text("/sha256") + "\"");
    }

    @Test
    void aRangeGivesThatPart() throws IOException {
        String resource = newDraft();
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf"));
        String location = attach(resource, "周长.pdf", bytes).header("Location").orElseThrow();
        awaitInspection(resource, "PASSED");

        Api.Answer part = author.with("Range", "bytes=100-199").get(location);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
        assertThat(part.header("Content-Range")).hasValue("bytes 100-199/" + bytes.length);
        Api.Answer tail = author.with("Range", "bytes=-10").get(location);
        assertThat(tail.bytes()).isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 10, bytes.length));
        Api.Answer beyond = author.with("Range", "bytes=" + bytes.length + "-").get(location);
        assertThat(beyond.status()).isEqualTo(416);
        Api.Answer known = author.with("If-None-Match", part.eTag()).get(location);
        assertThat(known.status()).isEqualTo(304);
    }

    @Test
    void anEmptyFileIsRefused() {
        String resource = newDraft();

        Api.Answer refused = attach(resource, "空.pdf", new byte[0]);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(DraftTest.faults(refused)).containsEntry("/file", "empty-file");
        assertThat(author.get("resources/" + resource).json().get("files")).isEmpty();
    }

    /** HEIC is off the list: nothing here could draw it or take the place out of it. */
    @ParameterizedTest
    @ValueSource(strings = {"setup.exe", "照片.heic", "照片.HEIF"})
    void anExtensionOffTheListIsRefused(String name) {
        Api.Answer refused = attach(newDraft(), name, "MZ".getBytes(StandardCharsets.US_ASCII));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(DraftTest.faults(refused)).containsEntry("/file", "file-format");
    }

    @Test
    void contentThatIsNotItsExtensionFailsAndCannotBeSubmitted() throws IOException {
        String resource = newDraft();
        attach(resource, "not-really.pdf", Files.readAllBytes(SAMPLES.resolve("not-really.pdf")));
        awaitInspection(resource, "FAILED");

        Api.Answer read = author.in("en").get("resources/" + resource);
        assertThat(read.text("/files/0/inspection/findings/0/code")).isEqualTo("type-mismatch");
        Api.Answer refused = author.post("resources/" + resource + "/submissions", Map.of("promise", true));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(DraftTest.faults(refused))
                .containsEntry("/files/0", "file-failed")
                .containsEntry("/description", "required");
        assertThat(author.get("resources/" + resource).text("/state")).isEqualTo("DRAFT");
    }

    @Test
    void nobodyElseGetsTheFilesOfADraft() throws IOException {
        String resource = newDraft();
        String location = attach(resource, "周长.pdf", Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")))
                .header("Location")
                .orElseThrow();

        assertThat(stranger.get(location).status()).isEqualTo(404);
        assertThat(stranger.upload("resources/" + resource + "/files", "a.pdf", "application/pdf", new byte[] {1})
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aFinishedUploadIsAttached() throws IOException {
        String resource = newDraft();
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve("fenshu-chubu-renshi.pptx"));
        Api.Answer opened = author.post(
                "uploads",
                Map.of("name", "分数的初步认识.pptx", "size", bytes.length, "mediaType", "application/octet-stream"));
        author.post(
                "uploads/" + opened.text("/uploadId") + "/completion",
                Map.of("parts", PartSender.sendAll(opened, bytes)));

        Api.Answer attached = author.post(
                "resources/" + resource + "/files", Map.of("uploadId", opened.text("/uploadId"), "role", "MAIN"));

        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        assertThat(attached.text("/name")).isEqualTo("分数的初步认识.pptx");
        assertThat(author.get(attached.header("Location").orElseThrow()).bytes())
                .isEqualTo(bytes);
    }

    @Test
    void aRemovedFileIsGone() throws IOException {
        String resource = newDraft();
        String fileId = attach(resource, "周长.pdf", Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")))
                .text("/fileId");

        assertThat(author.delete("resources/" + resource + "/files/" + fileId).status())
                .isEqualTo(204);
        assertThat(author.get("resources/" + resource).json().get("files")).isEmpty();
    }

    @Test
    void theSameBytesAreStoredOnce() throws IOException {
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve("fenshu-lianxi.docx"));

        assertThat(attach(newDraft(), "甲.docx", bytes).text("/sha256"))
                .isEqualTo(attach(newDraft(), "乙.docx", bytes).text("/sha256"));
    }

    private String newDraft() {
        return author.post("resources", Map.of("title", "文件测试")).text("/id");
    }

    private Api.Answer attach(String resource, String name, byte[] bytes) {
        return author.upload("resources/" + resource + "/files", name, "application/octet-stream", bytes);
    }

    private void awaitInspection(String resource, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> author.get("resources/" + resource).text("/files/0/inspection/state"), state::equals);
    }
}

package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.inspection.worker.HostileCorpus;
import org.coursewarecommons.inspection.worker.Sample;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.coursewarecommons.storage.PartSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Some of the hostile corpus, through the doors that everybody uses. */
@IntegrationTest
class HostileFilesIT {

    private final Api author;

    HostileFilesIT(@LocalServerPort int port) {
        author = Api.on(port).as("T-JHS-005-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bomb-flat.zip",
                "slip-dots.zip",
                "macro-part.docx",
                "remote-picture.docx",
                "script-at-opening.pdf",
                "picture-and-archive.png",
                "name-double.pdf"
            })
    void aHostileFileGetsItsFindingInBothLanguages(String label) {
        Sample sample = HostileCorpus.all().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
        String resource = newDraft();
        Api.Answer attached = author.upload(
                "resources/" + resource + "/files",
                sample.name(),
                "application/octet-stream",
                sample.bytes().get());
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);

        JsonNode inspection = awaitInspection(resource);

        assertThat(inspection.at("/state").asText()).isEqualTo(sample.state().name());
        assertThat(inspection.at("/findings/0/code").asText()).isEqualTo(sample.finding());
        assertThat(inspection.at("/findings/0/message").asText()).containsPattern("\\p{IsHan}");
        assertThat(author.in("en").get("resources/" + resource).text("/files/0/inspection/findings/0/message"))
                .startsWith("The ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nSet-Cookie: b=c.pdf",
                "课件\u202Efdp.exe.pdf",
                "a.exe\0.pdf",
                "../../a.pdf",
                "..\\a.pdf",
                "a\u2028.pdf"
            })
    void aNameThatDeceivesIsRefused(String name) {
        Api.Answer refused = author.post("uploads", Map.of("name", name, "size", 10, "mediaType", "application/pdf"));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    }

    @Test
    void aNameOfThousandsOfLettersIsRefused() {
        Api.Answer refused = author.post(
                "uploads", Map.of("name", "长".repeat(5000) + ".pdf", "size", 10, "mediaType", "application/pdf"));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“数学” \"Unit 1\"; filename=evil.exe; 'v1'.pdf",
                "三年级数学上册第八单元分数的初步认识三年级数学上册第八单元分数的初步认识三年级数学上册第八单元分数的初步认识" + "三年级数学上册第八单元分数的初步认识三年级数学上册第八单元分数.pdf"
            })
    void anUncommonNameComesBackWholeAndDoesNoHarm(String name) {
        String resource = newDraft();
        byte[] pdf = TestFiles.pdf();
        Api.Answer opened =
                author.post("uploads", Map.of("name", name, "size", pdf.length, "mediaType", "application/pdf"));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        String upload = opened.text("/uploadId");
        author.post("uploads/" + upload + "/completion", Map.of("parts", PartSender.sendAll(opened, pdf)));
        String location = author.post("resources/" + resource + "/files", Map.of("uploadId", upload))
                .header("Location")
                .orElseThrow();
        assertThat(awaitInspection(resource).at("/state").asText()).isEqualTo("PASSED");

        Api.Answer content = author.get(location);

        assertThat(author.get("resources/" + resource).text("/files/0/name")).isEqualTo(name);
        String disposition = content.header("Content-Disposition").orElseThrow();
        String encoded = disposition.substring(disposition.indexOf("filename*=UTF-8''") + 17);
        assertThat(disposition).startsWith("attachment;").doesNotContain("filename=evil");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(name);
        assertThat(content.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(content.bytes()).isEqualTo(pdf);
    }

    private String newDraft() {
        return author.post("resources", Map.of("title", "坏文件测试")).text("/id");
    }

    private JsonNode awaitInspection(String resource) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> author.get("resources/" + resource).json().at("/files/0/inspection"),
                        found -> !found.at("/state").asText().equals("PENDING"));
    }
}

package org.coursewarecommons.interop.cartridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.interop.XmlAnswer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Packages by their doors; that they are what they claim is said by the checks that every uploaded package goes through. */
@IntegrationTest
class PackageIT {

    private static final String AUTHOR = "T-JHS-007-02";
    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");

    private final Publishing publishing;
    private final Api reader;

    PackageIT(ApplicationContext context) {
        publishing = new Publishing(context);
        reader = publishing.api().as("T-JHS-005-01");
    }

    private UUID withFile(String title) throws IOException {
        return publishing.publish(
                AUTHOR, title, "长方形 周长.pdf", Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")));
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** What our own checks find in it. */
    private com.fasterxml.jackson.databind.JsonNode recognised(byte[] cartridge) {
        UUID draft = publishing.draft(AUTHOR, "读回", Map.of("type", "COURSEWARE"));
        Api author = publishing.api().as(AUTHOR);
        Api.Answer attached = author.upload("resources/" + draft + "/files", "读回.zip", "application/zip", cartridge);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(60)).until(() -> !author.get("resources/" + draft)
                .text("/files/0/inspection/state")
                .equals("PENDING"));
        return author.get("resources/" + draft).json().at("/files/0");
    }

    @Test
    void aResourceComesAsACartridgeThatOurOwnChecksRecognise() throws Exception {
        UUID id = withFile("周长");

        Api.Answer answer = reader.with("Accept", "*/*").get("resources/" + id + "/package");
        var file = recognised(answer.bytes());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(file.at("/inspection/state").asText()).as(file.toString()).isEqualTo("PASSED");
        assertThat(file.at("/package/kind").asText()).isEqualTo("COMMON_CARTRIDGE");
        assertThat(file.at("/package/version").asText()).isEqualTo("1.3.0");
        assertThat(unzip(answer.bytes()).keySet())
                .contains("imsmanifest.xml", "metadata/" + id + ".lom.xml")
                .anyMatch(name -> name.startsWith("resources/" + id) && name.endsWith(".pdf"));
    }

    @Test
    void everyFileOfTheManifestIsInTheCartridge() throws Exception {
        UUID id = withFile("清单");

        Map<String, byte[]> entries = unzip(
                reader.with("Accept", "*/*").get("resources/" + id + "/package").bytes());
        XmlAnswer manifest = XmlAnswer.of(entries.get("imsmanifest.xml"));

        assertThat(entries.keySet()).containsAll(manifest.texts("resource/file/@href"));
        assertThat(manifest.texts("item/@identifierref")).isNotEmpty();
        assertThat(manifest.texts("resource/@identifier")).containsAll(manifest.texts("item/@identifierref"));
    }

    @Test
    void aCollectionHoldsWhatItsReaderMaySeeInItsOrder() throws Exception {
        UUID link = publishing.publish(AUTHOR, "链接");
        UUID file = withFile("文件");
        UUID hidden = publishing.publish(AUTHOR, "校内", TargetScope.Level.SCHOOL);
        Api author = publishing.api().as(AUTHOR);
        Api.Answer made = author.post(
                "collections",
                Map.of("title", "备课包 一", "kind", "LIST", "level", "DISTRICT", "collectiveIds", List.of()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String path = "collections/" + made.text("/id");
        Api.Answer items = author.ifMatch(made.eTag())
                .put(
                        path + "/items",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("resourceId", link),
                                        Map.of("resourceId", hidden),
                                        Map.of("resourceId", file))));
        assertThat(items.status()).as(items.toString()).isEqualTo(200);

        byte[] bytes = reader.with("Accept", "*/*").get(path + "/package").bytes();
        XmlAnswer manifest = XmlAnswer.of(unzip(bytes).get("imsmanifest.xml"));

        assertThat(manifest.text("general/title/string")).isEqualTo("备课包 一");
        assertThat(manifest.texts("item/item/title")).contains("链接", "文件").doesNotContain("校内");
        assertThat(manifest.texts("resource/@type")).contains("webcontent", "imswl_xmlv1p3");
        assertThat(recognised(bytes).at("/package/kind").asText()).isEqualTo("COMMON_CARTRIDGE");
    }

    @Test
    void aPlainZipHasReadableNamesAndMetadata() throws Exception {
        UUID id = withFile("可读 名称/..");

        Map<String, byte[]> entries = unzip(reader.with("Accept", "*/*")
                .get("resources/" + id + "/package?format=ZIP")
                .bytes());

        assertThat(entries.keySet())
                .anyMatch(name -> name.endsWith("长方形_周长.pdf"))
                .contains("metadata/" + id + ".json")
                .noneMatch(name -> name.contains("../"));
        assertThat(reader.get("resources/" + id + "/package?format=RAR").status())
                .isEqualTo(400);
        assertThat(reader.get("resources/" + UUID.randomUUID() + "/package").status())
                .isEqualTo(404);
    }
}

package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All files of a resource in one zip. */
@IntegrationTest
class FileArchiveIT {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");
    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api author;
    private final Api reader;

    FileArchiveIT(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        author = publishing.api().as(AUTHOR);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @Test
    void allFilesComeBackUnderTheirNamesAndDuplicatesAreNumbered() throws IOException {
        byte[] sheet = Files.readAllBytes(SAMPLES.resolve("fenshu-lianxi.docx"));
        byte[] handout = Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf"));
        UUID id = publishing.draft(AUTHOR, "分数/练习", Map.of());
        attach(id, "分数练习.docx", sheet);
        attach(id, "周长.pdf", handout);
        attach(id, "分数练习.docx", sheet);
        awaitPassed(id, 3);

        Api.Answer zip = author.get("resources/" + id + "/files/archive");

        assertThat(zip.status()).as(zip.toString()).isEqualTo(200);
        Map<String, byte[]> entries = unzip(zip.bytes());
        assertThat(entries.keySet()).containsExactly("分数练习.docx", "周长.pdf", "分数练习 (2).docx");
        assertThat(entries.get("分数练习.docx")).isEqualTo(sheet);
        assertThat(entries.get("周长.pdf")).isEqualTo(handout);
        assertThat(entries.get("分数练习 (2).docx")).isEqualTo(sheet);
        assertThat(zip.header("Content-Type")).hasValue("application/zip");
        assertThat(zip.header("Content-Disposition")).hasValueSatisfying(value -> assertThat(value)
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%88%86%E6%95%B0_%E7%BB%83%E4%B9%A0.zip"));
        assertThat(zip.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(zip.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox"));
    }

    @Test
    void aPublishedArchiveCountsAsADownloadOfEachFile() throws IOException {
        byte[] handout = Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf"));
        UUID id = publishing.publish(AUTHOR, "周长", "周长.pdf", handout);

        Api.Answer zip = reader.get("resources/" + id + "/files/archive");

        assertThat(unzip(zip.bytes())).containsOnlyKeys("周长.pdf");
        assertThat(jdbc.sql("select count(*) from audit.line where subject_id = :id and event = :event")
                        .param("id", id)
                        .param("event", "catalog.FileDownloaded")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anArchiveOfSeveralFilesIsOneUseOfTheResource() throws IOException {
        byte[] handout = Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf"));
        UUID id = publishing.publish(AUTHOR, "周长", "周长.pdf", handout);
        jdbc.sql(
                        """
                        with one as (
                            insert into catalog.file (id, version_id, position, name, role, media_type, size, sha256, created_at)
                            select gen_random_uuid(), version_id, 1, '第二.pdf', role, media_type, size, sha256, created_at
                              from catalog.file where version_id in (select id from catalog.version where resource_id = :id)
                            returning id, sha256, name)
                        insert into inspection.job (file_id, sha256, name, state, created_at, finished_at)
                        select id, sha256, name, 'PASSED', now(), now() from one
                        """)
                .param("id", id)
                .update();

        Api.Answer zip = reader.get("resources/" + id + "/files/archive");

        assertThat(unzip(zip.bytes())).containsOnlyKeys("周长.pdf", "第二.pdf");
        assertThat(jdbc.sql("select count(*) from usage.event where resource_id = :id and verb = 'DOWNLOAD'")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("a fact for each file")
                .isEqualTo(2);
        assertThat(jdbc.sql("select downloads from usage.figures where resource_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("one download of the resource")
                .isEqualTo(1);
    }

    @Test
    void aResourceWithoutFilesHasNoArchive() {
        UUID id = publishing.publish(AUTHOR, "链接");

        Api.Answer refused = reader.get("resources/" + id + "/files/archive");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("no-file-released");
    }

    @Test
    void nobodyElseGetsTheArchiveOfADraft() throws IOException {
        UUID id = publishing.draft(AUTHOR, "草稿", Map.of());
        attach(id, "周长.pdf", Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")));

        assertThat(reader.get("resources/" + id + "/files/archive").status()).isEqualTo(404);
    }

    private void attach(UUID resource, String name, byte[] bytes) {
        Api.Answer attached =
                author.upload("resources/" + resource + "/files", name, "application/octet-stream", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
    }

    private void awaitPassed(UUID resource, int files) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode all = author.get("resources/" + resource).json().get("files");
            return all.size() == files
                    && StreamSupport.stream(all.spliterator(), false)
                            .allMatch(file ->
                                    file.at("/inspection/state").asText().equals("PASSED"));
        });
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
}

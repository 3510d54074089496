package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A part is away: what can go on goes on, the rest is told plainly, nothing is half-written, and all comes back by itself. */
@IntegrationTest
class OutageIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final Api author;

    OutageIT(ApplicationContext context) {
        publishing = new Publishing(context);
        author = publishing.api().as(AUTHOR);
    }

    @Test
    void withoutElasticsearchWritesGoOnAndSearchCatchesUp() {
        String title = Publishing.nonce();
        UUID[] id = new UUID[1];
        TestStack.get().wire("spring.elasticsearch.uris").whileCut(() -> {
            id[0] = publishing.publish(AUTHOR, title);

            assertThat(author.get("resources/" + id[0]).text("/state")).isEqualTo("PUBLISHED");
            assertUnavailable(search(title));
            // Degraded, and in service nevertheless.
            awaitReadiness(200, "search", "DEGRADED");
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Api.Answer found = search(title);
            assertThat(found.status()).as(found.toString()).isEqualTo(200);
            assertThat(found.text("/items/0/id")).isEqualTo(id[0].toString());
        });
    }

    @Test
    void withoutTheObjectStoreNothingIsHalfWritten() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("../seeds/courseware/fenshu-lianxi.docx"));
        // Other bytes than any other test's, since bytes that are stored already need no store.
        byte[] fresh =
                (new String(bytes, StandardCharsets.ISO_8859_1) + Publishing.nonce()).getBytes(StandardCharsets.UTF_8);
        String resource = author.post("resources", Map.of("title", "存储中断")).text("/id");
        String files = "resources/" + resource + "/files";
        TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> {
            assertUnavailable(author.upload(files, "练习.docx", "application/octet-stream", fresh));
            assertUnavailable(
                    author.post("uploads", Map.of("name", "大文件.mp4", "size", 9_000_000, "mediaType", "video/mp4")));
            assertThat(author.get("resources/" + resource).json().get("files")).isEmpty();
        });
        Api.Answer attached = author.upload(files, "练习.docx", "application/octet-stream", fresh);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> {
            assertUnavailable(author.get(attached.header("Location").orElseThrow()));
            awaitReadiness(200, "objectStore", "DEGRADED");
        });
        assertThat(author.get(attached.header("Location").orElseThrow()).bytes())
                .isEqualTo(fresh);
    }

    @Test
    void withoutTheDatabaseEveryDoorSaysSoAndComesBack() {
        String resource = author.post("resources", Map.of("title", "数据库中断")).text("/id");
        TestStack.get().wire("spring.datasource.url").whileCut(() -> {
            assertUnavailable(author.get("resources/" + resource));
            assertUnavailable(author.post("resources", Map.of("title", "写不进去")));
            awaitReadiness(503, "db", "DOWN");
        });
        awaitReadiness(200, "db", "UP");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(author.get("resources/" + resource).status()).isEqualTo(200));
    }

    /** The answer names the part that is away. */
    private void awaitReadiness(int status, String part, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Api.Answer ready = author.with("Accept", "*/*").get("/actuator/health/readiness");
            assertThat(ready.status()).as(ready.toString()).isEqualTo(status);
            assertThat(ready.text("/components/" + part + "/status")).isEqualTo(state);
        });
    }

    private Api.Answer search(String text) {
        return author.get("search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private static void assertUnavailable(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.text("/code")).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
    }
}

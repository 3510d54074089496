package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A backup taken while the system works, restored on other servers with an empty search engine, as docs/operations.md says:
 * the restored system answers as the first one did. PostgreSQL by its own procedure for a copy of a running server
 * (pg_backup_start … pg_backup_stop), since the embedded one has no pg_dump; the bucket after it. A command, not part of
 * the build, because it starts a second stack and a second backend:
 *
 * <pre>./mvnw -pl workflow-models,backend test -Dtest=BackupRestore -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@IntegrationTest
class BackupRestore {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Path RESTORED = Path.of("target", "restored-stack").toAbsolutePath();

    private final Publishing publishing;
    private final JdbcClient jdbc;

    BackupRestore(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
    }

    @Test
    void aRestoredSystemAnswersAsTheFirstDid() throws Exception {
        Api author = publishing.api().as(AUTHOR);
        byte[] bytes = Files.readAllBytes(Path.of("../seeds/courseware/fenshu-lianxi.docx"));
        UUID withFile = publishing.publish(AUTHOR, "备份前的课件 " + Publishing.nonce(), "练习.docx", bytes);
        for (int i = 0; i < 20; i++) {
            publishing.publish(AUTHOR, "备份前的工具 " + Publishing.nonce());
        }
        UUID draft =
                publishing.draft(AUTHOR, "备份前的草稿", Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        UUID underReview =
                publishing.draft(AUTHOR, "备份前在审", Map.of("type", "TOOL_LINK", "link", "https://basic.smartedu.cn/"));
        Api.Answer submitted = author.post("resources/" + underReview + "/submissions", Map.of("promise", true));
        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(hits(author, "备份前")).hasSize(21));
        Map<String, JsonNode> before = answers(author, withFile, draft, underReview, submitted.text("/submissionId"));

        backUp();
        UUID after = publishing.publish(AUTHOR, "备份后的课件 " + Publishing.nonce(), "备份后.docx", bytes);

        Map<String, String> settings = new LinkedHashMap<>();
        LocalStackProcess.start("postgres,elasticsearch,s3", RESTORED)
                .properties()
                .forEach((name, value) -> settings.put(name, value.toString()));
        BackendProcess second = BackendProcess.start(settings);
        try {
            Api restored = Api.on(second.port()).as(AUTHOR);
            await().atMost(Duration.ofMinutes(3))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(hits(restored, "备份前")).isEqualTo(hits(author, "备份前")));
            assertThat(answers(restored, withFile, draft, underReview, submitted.text("/submissionId")))
                    .isEqualTo(before);
            assertThat(restored.get("resources/" + withFile + "/files/"
                                    + before.get("item").at("/files/0/fileId").asText() + "/content")
                            .bytes())
                    .isEqualTo(bytes);
            assertThat(restored.get("resources/" + after).status()).isEqualTo(404);
            assertNothingDiffers(Api.on(second.port()).as("D-01"));
        } finally {
            second.kill();
        }
    }

    private void assertNothingDiffers(Api steward) {
        assertThat(steward.post("admin/consistency/checks", Map.of()).status()).isBetween(200, 202);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            JsonNode report = steward.get("admin/consistency").json();
            System.out.println("[restore] " + report);
            for (String kind :
                    List.of("missing", "stale", "ghost", "wrongScope", "missingObject", "orphan", "checksumMismatch")) {
                assertThat(report.get(kind).asInt()).as(kind + " in " + report).isZero();
            }
        });
    }

    private static Map<String, JsonNode> answers(
            Api caller, UUID item, UUID draft, UUID underReview, String submission) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        answers.put("item", caller.get("resources/" + item).json());
        answers.put("draft", caller.get("resources/" + draft).json());
        answers.put("under review", caller.get("resources/" + underReview).json());
        answers.put("submission", caller.get("submissions/" + submission).json());
        answers.put("own list", caller.get("resources?limit=50").json().get("items"));
        return answers;
    }

    private static Map<String, String> hits(Api caller, String words) {
        Api.Answer found = caller.get("search?limit=50&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        assertThat(found.status()).as(found.toString()).isEqualTo(200);
        Map<String, String> titles = new LinkedHashMap<>();
        found.json()
                .get("items")
                .forEach(hit ->
                        titles.put(hit.at("/id").asText(), hit.at("/title").asText()));
        return titles;
    }

    /** The database first and the objects after it: they are never changed, so a later copy fits. */
    private void backUp() throws Exception {
        FileSystemUtils.deleteRecursively(RESTORED);
        Path data = Path.of(jdbc.sql("show data_directory").query(String.class).single());
        Path copy = RESTORED.resolve("postgres").resolve("data");
        // Start and end belong to one connection.
        TestStack stack = TestStack.get();
        try (Connection connection = DriverManager.getConnection(
                stack.property("spring.datasource.url"),
                stack.property("spring.datasource.username"),
                stack.property("spring.datasource.password"))) {
            connection.createStatement().execute("select pg_backup_start('restore', true)");
            copy(data, copy);
            String label;
            try (var ended = connection.createStatement().executeQuery("select labelfile from pg_backup_stop(false)")) {
                ended.next();
                label = ended.getString(1);
            }
            Files.writeString(copy.resolve("backup_label"), label);
        }
        // What was written meanwhile makes the copy one moment's.
        FileSystemUtils.deleteRecursively(copy.resolve("pg_wal"));
        copy(data.resolve("pg_wal"), copy.resolve("pg_wal"));
        Files.deleteIfExists(copy.resolve("postmaster.pid"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        Path stackDir = data.getParent().getParent();
        copy(stackDir.resolve("s3"), RESTORED.resolve("s3"));
        System.out.println("[restore] copied " + sizes(copy) + " MiB of database, " + sizes(RESTORED.resolve("s3"))
                + " MiB of objects");
    }

    private static long sizes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.summingLong(file -> file.toFile()
                            .length()))
                    >> 20;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    // With what the store keeps of an object beside its bytes.
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException gone) {
                    // A running server takes files away; what it needs of them stands in its log.
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        });
    }
}

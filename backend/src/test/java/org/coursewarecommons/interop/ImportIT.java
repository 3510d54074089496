package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.storage.PartSender;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bulk imports by their door. */
@IntegrationTest
class ImportIT {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");
    private static final String TEACHER = "T-JHS-005-01";
    private static final String HEADER =
            "externalKey,title,type,stage,grades,subject,description,keywords,contributors/0/name,contributors/0/role,files";

    private final Api api;
    private final Api teacher;
    private final JdbcClient jdbc;

    ImportIT(ApplicationContext context) {
        Publishing publishing = new Publishing(context);
        api = publishing.api();
        teacher = api.as(TEACHER);
        jdbc = context.getBean(JdbcClient.class);
    }

    private static String key() {
        return "K-" + UUID.randomUUID();
    }

    private static byte[] sheet() throws Exception {
        return Files.readAllBytes(SAMPLES.resolve("fenshu-lianxi.docx"));
    }

    @Test
    void rowsBecomeDraftsWithTheirFieldsAndCheckedFiles() throws Exception {
        byte[] zip = new Zips()
                .manifest(HEADER, key() + ",分数练习,EXERCISE,PRIMARY,G03;G04,SX,课堂练习与参考答案,分数;练习,王老师,AUTHOR,files/练习.docx")
                .with("files/练习.docx", sheet())
                .bytes();

        String path = Imports.run(teacher, "", zip);

        assertThat(teacher.get(path).json().at("/counts/done").asInt()).isEqualTo(1);
        JsonNode row = Imports.rows(teacher, path).get(0);
        assertThat(row.get("state").asText()).isEqualTo("DONE");
        assertThat(row.get("outcome").asText()).isEqualTo("CREATED");
        String id = row.get("resourceId").asText();
        JsonNode resource = teacher.get("resources/" + id).json();
        assertThat(resource.get("state").asText()).isEqualTo("DRAFT");
        assertThat(resource.get("grades")).extracting(JsonNode::asText).containsExactly("G03", "G04");
        assertThat(resource.at("/contributors/0/name").asText()).isEqualTo("王老师");
        assertThat(resource.at("/files/0/name").asText()).isEqualTo("练习.docx");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> teacher.get("resources/" + id).text("/files/0/inspection/state"), "PASSED"::equals);
    }

    @Test
    void aSecondImportOfTheSameKeysChangesOnlyWhatChanged() throws Exception {
        String first = key();
        String second = key();
        byte[] sheet = sheet();
        Zips zips = new Zips().with("练习.docx", sheet);
        String rest = ",EXERCISE,PRIMARY,G03,SX,课堂练习与参考答案,分数;练习,王老师,AUTHOR,练习.docx";
        String path = Imports.run(
                teacher,
                "",
                zips.manifest(HEADER, first + ",甲" + rest, second + ",乙" + rest).bytes());
        String id = Imports.rows(teacher, path).get(0).get("resourceId").asText();

        String again = Imports.run(
                teacher,
                "",
                zips.manifest(HEADER, first + ",甲改" + rest, second + ",乙" + rest)
                        .bytes());

        List<JsonNode> rows = Imports.rows(teacher, again);
        assertThat(rows).extracting(row -> row.get("outcome").asText()).containsExactly("UPDATED", "UNCHANGED");
        assertThat(rows.get(0).get("resourceId").asText()).isEqualTo(id);
        assertThat(teacher.get("resources/" + id).text("/title")).isEqualTo("甲改");
        assertThat(rows.get(1).get("state").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void aDryRunTellsAllFaultsOfARowAndChangesNothing() throws Exception {
        long before = resources();
        byte[] zip = new Zips()
                .manifest(
                        HEADER,
                        ",无编号,EXERCISE,PRIMARY,G99,SX,x,a,王老师,NOBODY,fehlt.docx",
                        key() + ",好的,EXERCISE,PRIMARY,G03,SX,课堂练习与参考答案,分数;练习,王老师,AUTHOR,练习.docx")
                .with("练习.docx", sheet())
                .bytes();

        String path = Imports.run(teacher, "?dryRun=true", zip);

        List<JsonNode> rows = Imports.rows(teacher.in("zh-CN"), path);
        assertThat(rows).extracting(row -> row.get("state").asText()).containsExactly("FAILED", "VALID");
        assertThat(rows.get(0).get("errors"))
                .extracting(error ->
                        error.get("column").asText() + " " + error.get("code").asText())
                .containsExactlyInAnyOrder(
                        "externalKey required",
                        "grades unknown-code",
                        "contributors/0/role unknown-code",
                        "files file-not-in-zip");
        assertThat(rows.get(0).at("/errors/0/message").asText()).isNotBlank().doesNotContain("fault.");
        assertThat(resources()).isEqualTo(before);
    }

    private long resources() {
        return jdbc.sql("select count(*) from catalog.resource")
                .query(Long.class)
                .single();
    }

    @Test
    void manifestsOfChineseSpreadsheetsAreRead() throws Exception {
        Charset gb = Charset.forName("GB18030");
        byte[] zip = new Zips()
                .manifest(gb, HEADER, key() + ",小数的意义,EXERCISE,PRIMARY,G04,SX,课堂练习与参考答案,小数;练习,李老师,AUTHOR,文件/练习.docx")
                .with("文件/练习.docx", sheet())
                .bytes(gb);

        String path = Imports.run(teacher, "", zip);

        JsonNode row = Imports.rows(teacher, path).get(0);
        assertThat(row.get("state").asText()).as(row.toString()).isEqualTo("DONE");
        assertThat(row.get("title").asText()).isEqualTo("小数的意义");
    }

    @Test
    void workbooksAreReadAsWell() throws Exception {
        byte[] zip = new Zips()
                .workbook(
                        new String[] {"externalKey", "title", "type", "grades", "files"},
                        new String[] {key(), "圆的周长", "EXERCISE", "G06", "练习.docx"})
                .with("练习.docx", sheet())
                .bytes();

        String path = Imports.run(teacher, "", zip);

        assertThat(Imports.rows(teacher, path).get(0).get("state").asText()).isEqualTo("DONE");
    }

    @Test
    void aZipThatCameByAnUploadSessionIsTakenAsWell() throws Exception {
        byte[] zip = new Zips()
                .manifest(HEADER, key() + ",分数,EXERCISE,PRIMARY,G03,SX,课堂练习,分数;练习,王老师,AUTHOR,练习.docx")
                .with("练习.docx", sheet())
                .bytes();
        Api.Answer opened =
                teacher.post("uploads", Map.of("name", "批量.zip", "size", zip.length, "mediaType", "application/zip"));
        String upload = opened.text("/uploadId");
        teacher.post("uploads/" + upload + "/completion", Map.of("parts", PartSender.sendAll(opened, zip)));

        Api.Answer started = teacher.post("imports", Map.of("uploadId", upload));

        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        assertThat(Imports.rows(teacher, Imports.finished(teacher, started))
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("DONE");
    }

    @Test
    void whatIsNoImportFailsAsAWhole() {
        String noZip = Imports.run(teacher, "", "no zip".getBytes());
        String noManifest =
                Imports.run(teacher, "", new Zips().with("a.txt", "a").bytes());

        assertThat(teacher.get(noZip).text("/errors/0/code")).isEqualTo("archive-unreadable");
        assertThat(teacher.get(noManifest).text("/errors/0/code")).isEqualTo("manifest-missing");
    }

    @Test
    void nobodyDepositsForOthersWithoutThatRight() throws Exception {
        String row = key() + ",甲,EXERCISE,T-JHS-005-02,练习.docx";
        byte[] zip = new Zips()
                .manifest("externalKey,title,type,owner,files", row)
                .with("练习.docx", sheet())
                .bytes();

        String byTeacher = Imports.run(teacher, "", zip);
        Api admin = api.as("SA-JHS-005");
        String byAdmin = Imports.run(admin, "", zip);

        assertThat(Imports.rows(teacher, byTeacher).get(0).at("/errors/0/code").asText())
                .isEqualTo("owner-not-allowed");
        assertThat(Imports.rows(admin, byAdmin).get(0).get("state").asText()).isEqualTo("DONE");
        assertThat(teacher.get(byAdmin).status()).isEqualTo(404);
    }

    @Test
    void anImportGoesOnAtTheFirstUnfinishedRowOfABackendThatDied() throws Exception {
        String[] lines = new String[6];
        lines[0] = "externalKey,title,files";
        for (int i = 1; i < lines.length; i++) {
            lines[i] = key() + ",第" + i + "行,练习.docx";
        }
        String path = Imports.run(
                teacher, "", new Zips().manifest(lines).with("练习.docx", sheet()).bytes());
        UUID id = UUID.fromString(teacher.get(path).text("/id"));
        List<JsonNode> before = Imports.rows(teacher, path);
        // As it is left when the process is killed between the commit of row 4 and that of row 5.
        jdbc.sql(
                        """
                        update interop.import_row
                           set state = 'PENDING', resource_id = null, version_id = null, outcome = null, finished_at = null
                         where job_id = :id and number >= 5
                        """)
                .param("id", id)
                .update();
        jdbc.sql(
                        """
                        update interop.import_job set state = 'RUNNING', finished_at = null, attempts = 1,
                               claim = gen_random_uuid(), claimed_until = now() + interval '1 second'
                         where id = :id
                        """)
                .param("id", id)
                .update();

        await().atMost(Duration.ofMinutes(2)).until(() -> teacher.get(path).text("/state"), "DONE"::equals);

        List<JsonNode> after = Imports.rows(teacher, path);
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(after.subList(3, 5))
                .extracting(row -> row.get("outcome").asText())
                .containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(after).extracting(row -> row.get("state").asText()).doesNotContain("PENDING", "FAILED");
    }

    @Test
    void progressIsToldAsEvents() throws Exception {
        String path = Imports.run(
                teacher,
                "",
                new Zips()
                        .manifest("externalKey,title", key() + ",甲", key() + ",乙")
                        .bytes());

        Api.Answer events = teacher.with("Accept", "text/event-stream").get(path + "/events");
        Api.Answer late = teacher.with("Accept", "text/event-stream")
                .with("Last-Event-ID", "2")
                .get(path + "/events");

        assertThat(new String(events.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("id:2", "event:finished", "\"done\":2");
        assertThat(late.status()).isEqualTo(200);
    }
}

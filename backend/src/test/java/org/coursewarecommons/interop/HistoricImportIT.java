package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports that take over what was decided elsewhere. */
@IntegrationTest
class HistoricImportIT {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");
    private static final String TEACHER = "T-JHS-005-01";
    private static final String HEADER =
            "externalKey,title,type,stage,grades,subject,description,keywords,contributors/0/name,contributors/0/role,files";

    private final Api api;
    private final Api teacher;
    private final JdbcClient jdbc;

    HistoricImportIT(ApplicationContext context) {
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
    void historicImportsAreForTheDistrictsStewards() {
        byte[] zip = new Zips().manifest("externalKey,title", key() + ",甲").bytes();

        Api.Answer refused = api.as("SA-JHS-005").upload("imports?mode=historic", "import.zip", "application/zip", zip);

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void recordedStatesAreTakenOverAndWhatWasUnderWayGoesOn() throws Exception {
        String nonce = Publishing.nonce();
        String header =
                "externalKey,owner,title,type,stage,grades,subject,targetScope/level,files,state,scope,decision,scenario,publishedAt";
        String item = ",T-JHS-005-01," + nonce + ",EXERCISE,PRIMARY,G03,SX,";
        byte[] zip = new Zips()
                .manifest(
                        header,
                        key() + item + "DISTRICT,练习.docx,PUBLISHED,DISTRICT,APPROVED,,2026-03-01T08:00:00Z",
                        key() + item + "SCHOOL,练习.docx,REVIEW_L1,SCHOOL,,,",
                        key() + item + "SCHOOL,练习.docx,REVISING,SCHOOL,,third-resubmission,",
                        key() + item + "DISTRICT,练习.docx,RETIRED,DISTRICT,,low-value,",
                        key() + item + "DISTRICT,练习.docx,IN_APPEAL,DISTRICT,,,",
                        key() + item + "SCHOOL,练习.docx,REJECTED,SCHOOL,,,",
                        key() + item + "SCHOOL,练习.docx,NONSENSE,SCHOOL,,,")
                .with("练习.docx", sheet())
                .bytes();
        Api steward = api.as("D-01");

        String path = Imports.run(steward, "?mode=historic", zip);

        List<JsonNode> rows = Imports.rows(steward, path);
        assertThat(rows)
                .extracting(row -> row.get("state").asText())
                .as(rows.toString())
                .containsExactly("DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "FAILED");
        assertThat(rows.get(2).at("/recorded/scenario").asText()).isEqualTo("third-resubmission");
        assertThat(rows.get(3).at("/notes")).isEmpty();
        List<String> ids =
                rows.stream().map(row -> row.get("resourceId").asText()).toList();
        JsonNode published =
                api.as("T-JHS-042-03").get("resources/" + ids.get(0)).json();
        assertThat(published.get("state").asText()).isEqualTo("PUBLISHED");
        assertThat(published.get("publishedAt").asText()).isEqualTo("2026-03-01T08:00:00Z");
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(teacher.get("resources/" + ids.get(1)).text("/phase")).isEqualTo("L1");
            assertThat(api.as("T-JHS-042-03").get("search?q=" + nonce).text("/total"))
                    .isEqualTo("2");
        });
        assertThat(teacher.get("resources/" + ids.get(2)).text("/state")).isEqualTo("REVISION_REQUESTED");
        assertThat(teacher.get("resources/" + ids.get(3)).status()).isEqualTo(410);
        assertThat(teacher.get("retirements?resourceId=" + ids.get(4)).text("/items/0/state"))
                .isEqualTo("APPEAL");
        assertThat(teacher.get("resources/" + ids.get(4)).text("/state")).isEqualTo("PROBATION");
        assertThat(teacher.get("resources/" + ids.get(4)).text("/phase")).isEqualTo("APPEAL");
        assertThat(teacher.get("resources/" + ids.get(5)).text("/state")).isEqualTo("REJECTED");
        Api.Answer gone = api.as("T-JHS-042-03").get("resources/" + ids.get(3));
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("/formerScope")).isEqualTo("DISTRICT");
        String submission = jdbc.sql("select id from review.submission where resource_id = :id")
                .param("id", UUID.fromString(ids.get(2)))
                .query(String.class)
                .single();
        assertThat(teacher.get("submissions/" + submission).text("/actions/0")).isEqualTo("resubmit");
        assertThat(teacher.post("submissions/" + submission + "/withdrawal").status())
                .isEqualTo(200);
        assertThat(teacher.get("resources/" + ids.get(2)).text("/state")).isEqualTo("WITHDRAWN");
        String again = Imports.run(steward, "?mode=historic", zip);
        assertThat(Imports.rows(steward, again).get(0).get("outcome").asText()).isEqualTo("EXISTS");
    }

    @Test
    void theSeedsKeepEveryRule() throws Exception {
        Path seeds = Path.of("..", "seeds", "resources");
        Zips zip = new Zips();
        try (var files = Files.walk(seeds)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.with(seeds.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        Api steward = api.as("D-01");

        String path = Imports.run(steward, "?mode=historic&dryRun=true", zip.bytes());

        assertThat(steward.get(path + "/rows?state=FAILED").json().get("items")).isEmpty();
        assertThat(steward.get(path).json().at("/counts/valid").asInt()).isEqualTo(200);
    }
}

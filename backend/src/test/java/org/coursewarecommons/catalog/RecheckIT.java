package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files whose check could not be done, and the door to another one. */
@IntegrationTest
class RecheckIT {

    private final Api author;
    private final Api stranger;
    private final Api technician;

    @Autowired
    JdbcClient jdbc;

    RecheckIT(@LocalServerPort int port) {
        author = Api.on(port).as("T-JHS-005-01");
        stranger = Api.on(port).as("T-JHS-042-03");
        technician = Api.on(port).as(TECHNICIAN);
    }

    private static final String TECHNICIAN = "X-03";

    @Test
    void aFileWhoseCheckCouldNotBeDoneCannotBeSubmittedUntilItsOwnerHasItCheckedAgain() {
        File file = attach("text.pptx", TestFiles.pptx("text"));
        setState(file, "ERROR");

        Api.Answer refused = author.post("resources/" + file.resource() + "/submissions", Map.of("promise", true));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(DraftTest.faults(refused)).containsEntry("/files/0", "file-unchecked");

        Api.Answer asked = author.post(file.inspections());

        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        assertThat(asked.text("/inspection/state")).isEqualTo("PENDING");
        awaitState(file, "PASSED");
    }

    @Test
    void aCheckThatHasSpokenStandsForTheOwnerButNotForATechnician() {
        File file = attach("a.pdf", TestFiles.png());

        Api.Answer refused = author.post(file.inspections());
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("check-stands");

        assertThat(technician.post(file.inspections()).status()).isEqualTo(202);
        awaitState(file, "FAILED");
    }

    @Test
    void nobodyElseCanAskForACheck() {
        File file = attach("text.pptx", TestFiles.pptx("text"));
        setState(file, "ERROR");

        assertThat(stranger.post(file.inspections()).status()).isEqualTo(404);
        assertThat(author.post("resources/" + UUID.randomUUID() + "/files/" + file.id() + "/inspections")
                        .status())
                .isEqualTo(404);
    }

    private record File(String resource, String id) {

        String inspections() {
            return "resources/" + resource + "/files/" + id + "/inspections";
        }
    }

    private File attach(String name, byte[] bytes) {
        String resource = author.post("resources", Map.of("title", "重新检查")).text("/id");
        Api.Answer attached =
                author.upload("resources/" + resource + "/files", name, "application/octet-stream", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        File file = new File(resource, attached.text("/fileId"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !state(file).equals("PENDING"));
        return file;
    }

    private void awaitState(File file, String state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> state(file), state::equals);
    }

    private String state(File file) {
        return author.get("resources/" + file.resource()).text("/files/0/inspection/state");
    }

    private void setState(File file, String state) {
        jdbc.sql("update inspection.job set state = :state, finished_at = now() where file_id = :id")
                .param("state", state)
                .param("id", UUID.fromString(file.id()))
                .update();
    }
}

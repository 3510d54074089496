package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions that end without a reviewer: a file fails its check, or the author lets the time for revising pass. */
@IntegrationTest
class ReviewWithoutReviewersIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String TECHNICIAN = "X-05";
    private static final String ADMIN = "SA-JHS-005";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Checks of files with such names are held back until the test lets them go. */
    private static final String HELD = "留检";

    private final int port;
    private final JdbcClient jdbc;

    ReviewWithoutReviewersIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void holdChecks() {
        jdbc.sql("create function inspection.hold() returns trigger language plpgsql as "
                        + "$$ begin new.claimed_until := now() + interval '1 hour'; return new; end $$")
                .update();
        jdbc.sql("create trigger held before insert on inspection.job for each row when (new.name like '" + HELD
                        + "%') execute function inspection.hold()")
                .update();
    }

    @AfterEach
    void holdChecksNoLonger() {
        jdbc.sql("drop function inspection.hold() cascade").update();
    }

    @Test
    void aFileThatFailsAfterSubmittingMakesItADraftAgain() throws IOException {
        ReviewCase item = ReviewCase.withoutFile(port, AUTHOR, "SX", "SCHOOL");
        String file =
                item.attach(HELD + ".pdf", Files.readAllBytes(Path.of("..", "seeds", "courseware", "not-really.pdf")));
        item.submitted();
        assertWaitsForItsFiles(item);

        release(file);

        item.awaitState("RETURNED");
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("DRAFT");
        assertThat(item.resource(AUTHOR).text("/files/0/inspection/state")).isEqualTo("FAILED");
        assertThat(running(item)).isZero();
        assertThat(ReviewIT.faults(item.submit())).containsExactly("/files/0 file-failed");
    }

    @Test
    void whatFailedIsSubmittedAgainWithABetterFile() throws IOException {
        ReviewCase item = ReviewCase.withoutFile(port, AUTHOR, "SX", "SCHOOL");
        String file =
                item.attach(HELD + ".pdf", Files.readAllBytes(Path.of("..", "seeds", "courseware", "not-really.pdf")));
        item.submitted();
        String first = item.submissionId();
        release(file);
        item.awaitState("RETURNED");

        item.replaceFile(file);
        item.submitted();

        assertThat(item.submissionId()).isNotEqualTo(first);
        item.decided(ADMIN, item.task("TEACHER", 1), ReviewCase.sheet("T", 4));
        item.awaitState("PUBLISHED");
    }

    @Test
    void aDangerousFileIsSeenByItsOwnerAndTechniciansAlone() {
        ReviewCase item = quarantined();

        JsonNode own = item.resource(AUTHOR).json();
        assertThat(own.at("/files/0/inspection/findings/0/code").asText()).isEqualTo("macro");
        assertThat(own.get("actions"))
                .extracting(JsonNode::asText)
                .contains("edit", "attach")
                .doesNotContain("submit");
        assertThat(item.submit().text("/code")).isEqualTo("invalid-transition");
        for (String other : new String[] {"T-JHS-005-02", ADMIN, ReviewCase.COORDINATOR, "D-01"}) {
            assertThat(item.resource(other).status()).as(other).isEqualTo(404);
        }
        String content = "resources/" + item.resourceId + "/files/"
                + own.at("/files/0/fileId").asText() + "/content";
        assertThat(item.api.as(AUTHOR).get(content).status()).isEqualTo(409);
        assertThat(item.resource("X-01").text("/state")).isEqualTo("QUARANTINED");
        assertThat(item.api.as("X-01").get(content).status()).isEqualTo(409);
    }

    @Test
    void withoutTheDangerousFileItIsSubmittedAgain() {
        ReviewCase item = quarantined();

        item.replaceFile(item.resource(AUTHOR).text("/files/0/fileId"));

        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("DRAFT");
        item.submitted();
        assertThat(item.task("TEACHER", 1)).isNotBlank();
        assertThat(item.resource(ReviewCase.COORDINATOR).text("/state")).isEqualTo("SUBMITTED");
    }

    @Test
    void whoDoesNotReviseInTimeHasWithdrawn() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        item.decided(ADMIN, item.task("TEACHER", 1), ReviewCase.sheet("T", 2));
        item.awaitState("REVISION_REQUESTED");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jdbc.sql(
                                """
                                        update camunda.act_ru_job set duedate_ = now() - interval '1 minute'
                                         where type_ = 'timer' and process_instance_id_ in
                                               (select proc_inst_id_ from camunda.act_ru_execution
                                                 where business_key_ = :id)
                                        """)
                        .param("id", item.submissionId())
                        .update())
                .as(item.submission(AUTHOR).toString())
                .isEqualTo(1));

        item.awaitState("WITHDRAWN");
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("WITHDRAWN");
        assertThat(ReviewIT.events(item)).endsWith("withdrawn-overdue");
        assertThat(running(item)).isZero();
        Api.Answer late = item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/resubmission");
        assertThat(late.text("/code")).isEqualTo("invalid-transition");
    }

    @Test
    void theAuthorIsRemindedOfTheRevisionOnceWithTimeLeft() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "SX", "SCHOOL");
        item.decided(ADMIN, item.task("TEACHER", 1), ReviewCase.sheet("T", 2));
        item.awaitState("REVISION_REQUESTED");
        assertThat(jdbc.sql(
                                """
                                select c.at > now() + interval '11 days' and c.at < s.author_due - interval '6 days'
                                  from review.clock c join review.submission s on s.id = c.submission_id
                                 where s.id = cast(:id as uuid) and c.step = 'REVISION_DUE_SOON'
                                """)
                        .param("id", item.submissionId())
                        .query(Boolean.class)
                        .single())
                .isTrue();

        letTimePass(item, "REVISION_DUE_SOON");

        awaitInbox(item, AUTHOR, "submission.revision-due-soon");
        assertThat(ReviewIT.events(item)).containsOnlyOnce("revision-due-soon");
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("REVISION_REQUESTED");
        item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
    }

    @Test
    void aCheckThatHangsIsToldAndSeenAndTheReviewGoesOnWhenItEnds() throws IOException {
        ReviewCase item = ReviewCase.withoutFile(port, AUTHOR, "SX", "SCHOOL");
        String file = item.attach(
                HELD + ".docx", Files.readAllBytes(Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx")));
        item.submitted();
        assertThat(item.submission(AUTHOR).json().get("checkLateSince").isNull())
                .isTrue();
        assertThat(item.submission(TECHNICIAN).status()).isEqualTo(404);

        letTimePass(item, "CHECK_LATE");

        awaitInbox(item, TECHNICIAN, "submission.check-late");
        awaitInbox(item, ReviewCase.COORDINATOR, "submission.check-late");
        assertThat(item.submission(AUTHOR).text("/checkLateSince")).isNotEmpty();
        assertThat(item.submission(TECHNICIAN).status()).isEqualTo(200);
        assertThat(ReviewIT.events(item)).containsOnlyOnce("check-late");
        release(file);
        item.task("TEACHER", 1);
        assertThat(item.submission(AUTHOR).json().get("checkLateSince").isNull())
                .isTrue();
        item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
    }

    /** The moment that the submission waits for has come. */
    private void letTimePass(ReviewCase item, String step) {
        jdbc.sql(
                        """
                        update review.clock set at = now() - interval '1 minute'
                         where submission_id = cast(:id as uuid) and step = :step and done_at is null
                        """)
                .param("id", item.submissionId())
                .param("step", step)
                .update();
    }

    private static void awaitInbox(ReviewCase item, String person, String topic) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        item.api.as(person).get("inbox?limit=10").toString())
                .contains(topic, item.mark));
    }

    /** A presentation with a macro, found out after it was submitted. */
    private ReviewCase quarantined() {
        ReviewCase item = ReviewCase.withoutFile(port, AUTHOR, "SX", "SCHOOL");
        String file = item.attach(
                HELD + ".pptx",
                TestFiles.zip(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                        "ppt/vbaProject.bin",
                        "macro"));
        item.submitted();
        assertWaitsForItsFiles(item);
        release(file);
        item.awaitState("RETURNED");
        assertThat(item.resource(AUTHOR).text("/state")).isEqualTo("QUARANTINED");
        return item;
    }

    private static void assertWaitsForItsFiles(ReviewCase item) {
        assertThat(item.resource(AUTHOR).text("/files/0/inspection/state")).isEqualTo("PENDING");
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("SUBMITTED");
        assertThat(item.submission(AUTHOR).text("/phase")).isEqualTo("FILES");
        assertThat(item.queue(ReviewCase.COORDINATOR, "team", "TEACHER", 1)).isEmpty();
    }

    private void release(String fileId) {
        jdbc.sql("update inspection.job set claimed_until = null where file_id = cast(:id as uuid)")
                .param("id", fileId)
                .update();
    }

    private long running(ReviewCase item) {
        return jdbc.sql("select count(*) from camunda.act_ru_execution where business_key_ = :id")
                .param("id", item.submissionId())
                .query(Long.class)
                .single();
    }
}

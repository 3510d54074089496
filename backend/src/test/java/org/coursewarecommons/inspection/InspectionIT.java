package org.coursewarecommons.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.worker.Previews;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.storage.Blobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole way of a check: asked for in a transaction, run in a child process, recorded once. */
@IntegrationTest
class InspectionIT {

    @TempDir
    Path folder;

    @Autowired
    Inspections inspections;

    @Autowired
    InspectionService service;

    @Autowired
    Blobs blobs;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aCleanFilePassesAndItsTextIsKept() throws IOException {
        UUID file = request("分数.pptx", TestFiles.pptx("几分之一"));

        InspectionReport report = awaitReport(file);

        assertThat(report.state()).as(report.toString()).isEqualTo(InspectionState.PASSED);
        assertThat(report.mediaType())
                .isEqualTo("application/vnd.openxmlformats-officedocument.presentationml.presentation");
        assertThat(inspections.texts(List.of(file))).containsEntry(file, "几分之一");
        assertThat(auditLines(file)).isEqualTo(1);
    }

    @Test
    void aDangerousFileIsQuarantinedAndHasNoText() throws IOException {
        UUID file = request("a.docx", TestFiles.zip("word/vbaProject.bin", "macro"));

        InspectionReport report = awaitReport(file);

        assertThat(report.state()).isEqualTo(InspectionState.QUARANTINED);
        assertThat(report.findings()).containsExactly(new Finding("macro", "word/vbaProject.bin"));
        assertThat(inspections.texts(List.of(file))).isEmpty();
    }

    @Test
    void onlyPicturesWithinTheLimitsAreTakenFromAWorker() throws IOException {
        Path elsewhere = Files.write(folder.resolve("elsewhere.png"), TestFiles.png());
        Files.createSymbolicLink(folder.resolve(Previews.fileName(1)), elsewhere);
        Files.write(folder.resolve(Previews.fileName(2)), TestFiles.pngClaiming(1281, 1));
        Files.write(folder.resolve(Previews.fileName(3)), Arrays.copyOf(TestFiles.png(), (int) Previews.MAX_BYTES + 1));
        Files.writeString(folder.resolve(Previews.fileName(4)), "<script>alert('not a picture')</script>");
        Files.write(folder.resolve(Previews.fileName(5)), TestFiles.png());

        assertThat(new PreviewPictures(blobs).store(folder))
                .singleElement()
                .satisfies(preview -> assertThat(preview.page()).isEqualTo(5));
    }

    @Test
    void aRequestThatIsRolledBackWasNeverMade() {
        UUID file = Ids.next();

        transaction.executeWithoutResult(status -> {
            inspections.request(file, "0".repeat(64), "a.pdf", "application/pdf");
            status.setRollbackOnly();
        });

        assertThat(inspections.reports(List.of(file))).isEmpty();
    }

    @Test
    void aRequestOutsideATransactionIsAMistake() {
        assertThatThrownBy(() -> inspections.request(Ids.next(), "0".repeat(64), "a.pdf", "application/pdf"))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aSecondResultChangesNothingAndTellsNobody() throws IOException {
        UUID file = request("a.pptx", TestFiles.pptx("text"));
        InspectionReport first = awaitReport(file);

        service.record(
                file,
                FileInspector.Inspected.of(file, WorkerResult.incomplete("late"), FileFacts.VirusScan.NOT_SCANNED));

        assertThat(inspections.reports(List.of(file))).containsEntry(file, first);
        assertThat(auditLines(file)).isEqualTo(1);
    }

    @Test
    void aFileWhoseBytesAreGoneWaitsAndKeepsItsTries() {
        UUID file = Ids.next();
        transaction.executeWithoutResult(
                status -> inspections.request(file, "0".repeat(64), "a.pdf", "application/pdf"));

        await().atMost(Duration.ofSeconds(30)).until(() -> isReleased(file));

        assertThat(inspections.reports(List.of(file)).get(file).state()).isEqualTo(InspectionState.PENDING);
        jdbc.sql("delete from inspection.job where file_id = :id")
                .param("id", file)
                .update();
    }

    @Test
    void aFileWhoseBytesStayGoneEndsInAnErrorThatEverybodySees() {
        UUID file = Ids.next();
        transaction.executeWithoutResult(
                status -> inspections.request(file, "0".repeat(64), "a.pdf", "application/pdf"));
        await().atMost(Duration.ofSeconds(30)).until(() -> isReleased(file));

        jdbc.sql("update inspection.job set waits = 9, claimed_until = null where file_id = :id")
                .param("id", file)
                .update();

        InspectionReport report = awaitReport(file);
        assertThat(report.state()).isEqualTo(InspectionState.ERROR);
        assertThat(report.findings()).extracting(Finding::code).containsExactly("store-unavailable");
    }

    /** Claimed into the near future without a counted try: given back by the runner. */
    private boolean isReleased(UUID file) {
        return jdbc.sql("select attempts = 0 and claimed_until is not null from inspection.job where file_id = :id")
                .param("id", file)
                .query(Boolean.class)
                .single();
    }

    private UUID request(String name, byte[] bytes) throws IOException {
        UUID file = Ids.next();
        String sha256 = blobs.put(Files.write(folder.resolve("file"), bytes)).sha256();
        transaction.executeWithoutResult(status -> inspections.request(file, sha256, name, "application/octet-stream"));
        return file;
    }

    private InspectionReport awaitReport(UUID file) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> inspections.reports(List.of(file)).get(file), report -> report.state()
                        .isFinal());
    }

    private int auditLines(UUID file) {
        return jdbc.sql("select count(*) from audit.line where subject_id = :id and event = 'inspection.FileInspected'")
                .param("id", file)
                .query(Integer.class)
                .single();
    }
}

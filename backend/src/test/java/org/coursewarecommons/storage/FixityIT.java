package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coursewarecommons.storage.PartSender.noise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Damage in the store is found and never handed out. */
@IntegrationTest
class FixityIT {

    @TempDir
    Path folder;

    @Autowired
    Blobs blobs;

    @Autowired
    FixityCheck check;

    @Autowired
    FixityRows rows;

    @Autowired
    FixityFindings findings;

    @Autowired
    ObjectStore objects;

    @Autowired
    JdbcClient jdbc;

    byte[] bytes;
    Path file;
    StoredBlob blob;

    @BeforeEach
    void store() throws IOException {
        bytes = noise(70_000);
        file = Files.write(folder.resolve("file"), bytes);
        blob = blobs.put(file);
    }

    @Test
    void aFlippedByteIsFoundBlockedAndReported() throws IOException {
        overwriteWithOneByteFlipped();
        makeDue();

        check.runOnce();

        assertThat(state()).isEqualTo("CORRUPT");
        assertDamaged(() -> blobs.open(blob.sha256()));
        assertDamaged(() -> blobs.open(blob.sha256(), 0, 10));
        assertDamaged(() -> blobs.downloadLink(blob.sha256(), "a.pdf", "application/pdf", Duration.ofMinutes(1)));
        assertThat(openIncidents()).hasSize(1);
        assertThat(jdbc.sql("select facts ->> 'sha256' from audit.line where subject_id = :incident and event = :event")
                        .param("incident", openIncidents().get(0))
                        .param("event", "storage.BlobCorrupted")
                        .query(String.class)
                        .list())
                .containsExactly(blob.sha256());
    }

    @Test
    void theSameDamageFoundAgainIsOneIncident() throws IOException {
        overwriteWithOneByteFlipped();
        makeDue();
        check.runOnce();
        makeDue();
        check.runOnce();

        assertThat(openIncidents()).hasSize(1);
    }

    @Test
    void aLostObjectIsFoundToo() {
        objects.remove(BlobService.key(blob.sha256()));
        makeDue();

        check.runOnce();

        assertThat(state()).isEqualTo("MISSING");
        assertDamaged(() -> blobs.open(blob.sha256()));
        assertThat(openIncidents()).hasSize(1);
    }

    @Test
    void soundBytesStayDownloadableAndAreNotDueAgain() throws IOException {
        makeDue();

        check.runOnce();

        assertThat(state()).isEqualTo("OK");
        try (InputStream stored = blobs.open(blob.sha256())) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(openIncidents()).isEmpty();
        assertThat(isDue()).isFalse();
    }

    @Test
    void whatIsNotDueIsNotRead() throws IOException {
        overwriteWithOneByteFlipped();

        check.runOnce();

        assertThat(state()).isEqualTo("OK");
    }

    @Test
    void theSameBytesDepositedAgainMendTheBlob() throws IOException {
        overwriteWithOneByteFlipped();
        makeDue();
        check.runOnce();

        blobs.put(file);

        try (InputStream stored = blobs.open(blob.sha256())) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(openIncidents()).isEmpty();
    }

    @Test
    void whatIsBeingCheckedIsNotGivenToAnother() {
        makeDue();

        FixityRows.Due mine = rows.claim(Duration.ofDays(90)).orElseThrow();

        assertThat(mine.sha256()).isEqualTo(blob.sha256());
        assertThat(rows.claim(Duration.ofDays(90))).isEmpty();
        rows.giveBack(mine);
        assertThat(rows.claim(Duration.ofDays(90))).isPresent();
    }

    @Test
    void aStoreThatIsAwayDuringACheckIsNoDamage() {
        makeDue();

        TestStack.get().wire("courseware.s3.endpoint").whileCut(check::runOnce);

        assertThat(state()).isEqualTo("OK");
        assertThat(openIncidents()).isEmpty();
        assertThat(isDue()).isTrue();
        check.runOnce();
        assertThat(isDue()).isFalse();
    }

    /** Half a read says nothing; a broken connection must not look like bytes that are too few. */
    @Test
    void aConnectionThatBreaksInTheMiddleIsNoDamage() throws IOException {
        byte[] large = noise(24 << 20);
        StoredBlob one = blobs.put(Files.write(folder.resolve("large"), large));
        try (InputStream bytes = objects.open(BlobService.key(one.sha256()), 0, null)) {
            assertThat(bytes.readNBytes(1000)).hasSize(1000);
            TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> assertThatThrownBy(() -> Hashing.of(bytes))
                    .isInstanceOf(IOException.class));
        }
    }

    @Test
    void whatADeadReaderHeldIsReadByAnother() {
        makeDue();
        rows.claim(Duration.ofDays(90)).orElseThrow();

        check.runOnce();
        assertThat(isDue()).as("held").isTrue();
        jdbc.sql("update storage.blob set claimed_until = now() - interval '1 second' where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .update();
        check.runOnce();

        assertThat(isDue()).isFalse();
    }

    @Test
    void aRunStopsOnceItsBytesAreUsedUp() throws IOException {
        List<String> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            blob = blobs.put(Files.write(folder.resolve("more"), noise(70_000)));
            makeDue();
            four.add(blob.sha256());
        }
        FixityCheck limited = new FixityCheck(
                objects,
                rows,
                findings,
                new StorageProperties(null, new StorageProperties.Fixity(Duration.ofDays(90), 100_000), null, 8 << 20));

        limited.runOnce();
        assertThat(due(four)).as("of four, two fit").isEqualTo(2);
        limited.runOnce();
        assertThat(due(four)).isZero();
    }

    @Test
    void theLimitedRateReadsAThousandGibibytesInNinetyDaysHoweverTheyCame() {
        StorageProperties.Fixity usual = new StorageProperties.Fixity(Duration.ofDays(90), 1L << 30);

        assertThat(usual.dueAfter()).isEqualTo(Duration.ofDays(45));
        assertThat(usual.reach()).isEqualTo(1080L << 30);
    }

    private long due(List<String> sha256s) {
        return jdbc.sql(
                        """
                        select count(*) from storage.blob
                         where checked_at < now() - interval '90 days' and sha256 = any(:all)
                        """)
                .param("all", sha256s.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static void assertDamaged(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo(StorageProblem.FILE_DAMAGED);
            assertThat(refusal.problem().code()).isEqualTo("file-damaged");
            assertThat(refusal.problem().status()).isEqualTo(HttpStatus.CONFLICT);
        });
    }

    private void overwriteWithOneByteFlipped() throws IOException {
        byte[] rotten = bytes.clone();
        rotten[40_000] ^= 1;
        objects.send(BlobService.key(blob.sha256()), Files.write(folder.resolve("rotten"), rotten));
    }

    private void makeDue() {
        jdbc.sql("update storage.blob set checked_at = :past where sha256 = :sha256")
                .param("past", Instant.now().minus(Duration.ofDays(91)).atOffset(ZoneOffset.UTC))
                .param("sha256", blob.sha256())
                .update();
    }

    private boolean isDue() {
        return jdbc.sql("select checked_at < now() - interval '90 days' from storage.blob where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .query(Boolean.class)
                .single();
    }

    private String state() {
        return jdbc.sql("select state from storage.blob where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .query(String.class)
                .single();
    }

    private List<UUID> openIncidents() {
        return jdbc.sql("select id from storage.incident where sha256 = :sha256 and resolved_at is null")
                .param("sha256", blob.sha256())
                .query(UUID.class)
                .list();
    }
}

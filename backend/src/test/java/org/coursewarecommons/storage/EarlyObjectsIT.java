package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Files that are sent to the store while they arrive. */
@IntegrationTest
class EarlyObjectsIT {

    private static final int SIZE = 8 << 20;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @Autowired
    EarlyObjects streams;

    @Autowired
    ObjectStore store;

    @Autowired
    Blobs blobs;

    @Autowired
    BlobRows rows;

    @Autowired
    OrphanSweep sweep;

    @Autowired
    FixityCheck fixity;

    @Autowired
    ColdStorage cold;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private byte[] bytes;
    private StoredBlob blob;

    @BeforeEach
    void make() throws IOException {
        bytes = new byte[SIZE];
        new Random().nextBytes(bytes);
        blob = Hashing.of(new ByteArrayInputStream(bytes));
    }

    /** A row that points to nothing would be a damage to all others. */
    @AfterEach
    void leaveNoDamage() throws IOException {
        if (rows.find(blob.sha256()).isPresent()) {
            blobs.put(Files.write(folder.resolve("again"), bytes));
        }
    }

    @Test
    void aLargeFileOfAFormLiesWhereItWasSentToAndComesBackAsItWas() throws IOException {
        Api teacher = Api.on(port).as("T-JHS-005-01");
        String draft = teacher.post("resources", Map.of("title", "大文件")).text("/id");

        Api.Answer uploaded = teacher.upload("resources/" + draft + "/files", "课.mp4", "video/mp4", bytes);

        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(201);
        assertThat(key()).startsWith(EarlyObjects.PREFIX);
        try (InputStream stored = blobs.open(blob.sha256())) {
            assertThat(Hashing.of(stored)).isEqualTo(blob);
        }
        try (InputStream some = blobs.open(blob.sha256(), 5_000_000, 7)) {
            assertThat(some.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 5_000_000, 5_000_007));
        }
    }

    @Test
    void whatIsKnownAlreadyIsNotKeptTwice() throws IOException {
        blobs.put(Files.write(folder.resolve("first"), bytes));

        String second;
        try (ReceivedFile file = received(SIZE)) {
            second = file.early().key();
            blobs.put(new FormFile("file", "a.mp4", "video/mp4", file));
            assertThat(rows.find(blob.sha256()).orElseThrow().objectKey()).isNull();
        }

        await().until(() -> store.stat(second).isEmpty());
    }

    @Test
    void aLengthThatWasGuessedWronglyChangesNothing() throws IOException {
        for (int wrong : List.of(SIZE + 2, SIZE + 100)) {
            make();
            String early;
            try (ReceivedFile file = received(wrong)) {
                early = file.early().key();
                blobs.put(new FormFile("file", "a.mp4", "video/mp4", file));
            }
            assertThat(key()).isEqualTo(BlobService.key(blob.sha256()));
            await().untilAsserted(() -> assertThat(store.stat(early)).isEmpty());
        }
    }

    @Test
    void whatNobodyWantedAndWhatADeadProcessLeftIsTakenAway() throws IOException {
        String unwanted;
        try (ReceivedFile file = received(SIZE)) {
            unwanted = file.early().key();
            file.early().sent(SIZE);
        }
        await().until(() -> store.stat(unwanted).isEmpty());

        String left = EarlyObjects.PREFIX + "00000000-0000-7000-8000-000000000001";
        store.send(left, Files.write(folder.resolve("left"), new byte[10]));
        sweep.run(Duration.ofHours(1));
        assertThat(store.stat(left)).isPresent();
        sweep.run(Duration.ZERO);
        assertThat(store.stat(left)).isEmpty();
    }

    @Test
    void damageIsFoundWhereTheBytesLieAndMendedByWhoeverBringsThemAgain() throws IOException {
        keep();
        String first = key();
        byte[] rotten = bytes.clone();
        rotten[4711] ^= 1;
        store.send(first, Files.write(folder.resolve("rotten"), rotten));
        jdbc.sql("update storage.blob set checked_at = to_timestamp(0) where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .update();

        fixity.runOnce();
        assertThat(rows.find(blob.sha256()).orElseThrow().state()).isEqualTo(BlobState.CORRUPT);
        keep();

        assertThat(rows.find(blob.sha256()).orElseThrow().state()).isEqualTo(BlobState.OK);
        assertThat(key()).startsWith(EarlyObjects.PREFIX).isNotEqualTo(first);
        sweep.run(Duration.ZERO);
        assertThat(store.stat(first)).isEmpty();
        assertThat(store.stat(key())).isPresent();
    }

    @Test
    void whatIsGivenUpIsTakenAwayFromWhereItLies() throws IOException {
        for (boolean processDies : new boolean[] {false, true}) {
            keep();
            String key = key();

            transaction.executeWithoutResult(status -> cold.giveUp(List.of(blob.sha256())));
            if (processDies) {
                sweep.run(Duration.ofHours(1));
            } else {
                cold.removeGivenUp(List.of(blob.sha256()));
            }

            assertThat(store.stat(key)).isEmpty();
            assertThat(rows.find(blob.sha256())).isEmpty();
        }
    }

    @Test
    void aRowWhoseObjectIsGoneIsReadNext() throws IOException {
        keep();
        jdbc.sql("update storage.blob set created_at = created_at - interval '1 day' where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .update();
        store.remove(key());

        sweep.run(Duration.ofHours(1));
        fixity.runOnce();

        assertThat(rows.find(blob.sha256()).orElseThrow().state()).isEqualTo(BlobState.MISSING);
    }

    private void keep() throws IOException {
        try (ReceivedFile file = received(SIZE)) {
            blobs.put(new FormFile("file", "a.mp4", "video/mp4", file));
        }
    }

    private ReceivedFile received(long expected) {
        ReceivedFile file = new ReceivedFile(streams, expected);
        for (int from = 0; from < bytes.length; from += 1 << 16) {
            file.add(ByteBuffer.wrap(bytes, from, 1 << 16));
        }
        file.end();
        return file;
    }

    private String key() {
        return BlobService.key(
                blob.sha256(), rows.find(blob.sha256()).orElseThrow().objectKey());
    }
}

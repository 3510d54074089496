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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Objects and rows that do not go together are found, and told at the door for those who run the system. */
@IntegrationTest
class OrphanSweepIT {

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    OrphanSweep sweep;

    @Autowired
    SweepRows rows;

    @Autowired
    IncomingObjects incoming;

    @Autowired
    UploadService uploads;

    @Autowired
    Blobs blobs;

    @Autowired
    FixityCheck fixity;

    @Autowired
    ObjectStore store;

    @Autowired
    Quotas quotas;

    @Autowired
    JdbcClient jdbc;

    Path file;
    StoredBlob blob;
    String key;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("file"), noise(20_000));
        try (InputStream bytes = Files.newInputStream(file)) {
            blob = Hashing.of(bytes);
        }
        key = BlobService.key(blob.sha256());
    }

    @Test
    void bytesThatNoRowKnowsAreRemovedOnceTheyAreOld() {
        store.send(key, file);

        sweep.run(Duration.ofHours(1));
        assertThat(store.stat(key)).isPresent();
        sweep.run(Duration.ZERO);

        assertThat(store.stat(key)).isEmpty();
        assertThat(knownRows()).isZero();
        assertThat(rows.last()).hasValueSatisfying(last -> {
            assertThat(last.removed()).isPositive();
            assertThat(last.orphans()).isZero();
        });
    }

    @Test
    void whatHasARowStays() {
        blobs.put(file);

        sweep.run(Duration.ZERO);

        assertThat(store.stat(key)).isPresent();
    }

    @Test
    void whatAnEndedSessionLeftIsRemovedAndWhatAnOpenOneHasStays() {
        UploadSession open = uploads.open(new OpenUpload("a.pdf", 20_000L, "application/pdf", null), somebody());
        String stray = UploadSession.incomingKey(UUID.randomUUID());
        store.send(open.incomingKey(), file);
        store.send(stray, file);

        sweep.run(Duration.ZERO);

        assertThat(store.stat(stray)).isEmpty();
        assertThat(store.stat(open.incomingKey())).isPresent();
        uploads.abort(open);
        assertThat(store.stat(open.incomingKey())).isEmpty();
    }

    /** The process died between the store's upload and the session's row. */
    @Test
    void anUploadWhoseSessionNeverCameToBeIsAbortedAndItsRoomGivenBack() {
        UUID id = UUID.randomUUID();
        Actor actor = somebody();
        quotas.reserve(id, actor, 20_000, Instant.now().minusSeconds(1));
        store.startMultipart(UploadSession.incomingKey(id));

        incoming.sweep();

        assertThat(store.multipartIds(UploadSession.incomingKey(id))).isEmpty();
        assertThat(jdbc.sql("select count(*) from storage.reservation where id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Somebody stores the very bytes that are being swept: they are there afterwards, whoever was faster. */
    @Test
    void whoStoresBytesThatAreBeingRemovedWaitsAndThenHasThem() throws Exception {
        store.send(key, file);
        SweepRows.Removal removal = rows.claim(blob.sha256(), 20_000).orElseThrow();
        assertThat(rows.claim(blob.sha256(), 20_000)).as("one sweep at a time").isEmpty();

        CompletableFuture<StoredBlob> stored = CompletableFuture.supplyAsync(() -> blobs.put(file));
        assertThatThrownBy(() -> stored.get(600, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        store.remove(key);
        rows.end(removal);

        assertThat(stored.get(20, TimeUnit.SECONDS)).isEqualTo(blob);
        try (InputStream bytes = blobs.open(blob.sha256())) {
            assertThat(Hashing.of(bytes)).isEqualTo(blob);
        }
    }

    @Test
    void aRowWithoutAnObjectIsReadNextAndToldToThoseWhoRunTheSystem() {
        blobs.put(file);
        jdbc.sql("update storage.blob set created_at = created_at - interval '1 day' where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .update();
        store.remove(key);

        sweep.run(Duration.ofHours(1));
        fixity.runOnce();

        Api.Answer told = Api.on(port).as("D-01").get("admin/consistency");
        assertThat(told.status()).as(told.toString()).isEqualTo(200);
        assertThat(told.json().get("missingObject").asLong()).isPositive();
        assertThat(told.json().get("details").findValuesAsText("subject")).contains(blob.sha256());
        assertThat(told.json().get("orphan").asLong()).isZero();
        blobs.put(file);
        assertThat(Api.on(port)
                        .as("AU-01")
                        .get("admin/consistency")
                        .json()
                        .get("details")
                        .findValuesAsText("subject"))
                .doesNotContain(blob.sha256());
    }

    @Test
    void teachersDoNotSeeHowTheSystemRuns() {
        assertThat(Api.on(port).as("T-JHS-005-01").get("admin/consistency").status())
                .isEqualTo(403);
    }

    private long knownRows() {
        return jdbc.sql("select count(*) from storage.blob where sha256 = :sha256")
                .param("sha256", blob.sha256())
                .query(Long.class)
                .single();
    }

    private static Actor somebody() {
        return new Actor(UUID.randomUUID(), "test", "somebody", "某", UUID.randomUUID(), Set.of(Role.CONTRIBUTOR));
    }
}

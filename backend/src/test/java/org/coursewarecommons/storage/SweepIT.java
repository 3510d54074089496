package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.send;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody finishes leaves nothing behind: no part, no tail, no room taken, no file on our disk. */
@IntegrationTest
class SweepIT {

    private static final String AUTHOR = "T-JHS-098-01";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectStore store;

    @Autowired
    UploadRows rows;

    @Autowired
    TusRows tusRows;

    @Autowired
    TusCompletion completion;

    @Autowired
    IncomingObjects incoming;

    Api author;
    TusCalls tus;
    long before;

    @BeforeEach
    void connect() {
        author = Api.on(port).as(AUTHOR);
        tus = new TusCalls(author);
        before = used();
    }

    @Test
    void anUnfinishedStreamIsSweptWithItsTail() {
        UUID id = streamed(9 << 20, 20 << 20);
        assertThat(used()).isEqualTo(before + (20 << 20));
        assertThat(store.keys("incoming/" + id + "/")).isNotEmpty();
        expire(id);

        incoming.sweep();

        assertSwept(id);
    }

    @Test
    void whatTheStoreCannotClearNowIsClearedTheNextTime() {
        UUID stream = streamed(9 << 20, 20 << 20);
        Api.Answer opened = author.post("uploads", Map.of("name", "a.mp4", "size", 5000, "mediaType", "video/mp4"));
        send(opened.text("/parts/0/url"), noise(5000));
        UUID parts = UUID.fromString(opened.text("/uploadId"));
        expire(stream);
        expire(parts);

        TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> {
            incoming.sweep();
            // The room is free at once, whatever the store does.
            assertThat(used()).isEqualTo(before);
        });
        assertThat(rows.toClear(1000)).extracting(UploadSession::id).contains(stream, parts);
        incoming.sweep();

        assertSwept(stream);
        assertSwept(parts);
    }

    @Test
    void whatHasAllArrivedIsKeptThoughTheStoreIsAwayPastTheEndOfTheSession() {
        Api.Answer opened = author.post("uploads", Map.of("name", "a.mp4", "size", 5000, "mediaType", "video/mp4"));
        UUID id = UUID.fromString(opened.text("/uploadId"));
        String eTag = send(opened.text("/parts/0/url"), noise(5000));
        TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> {
            tusRows.begin(id, 5000, List.of(new CompletedPart(1, eTag)));
            expire(id);
            incoming.sweep();
            assertThat(used()).isEqualTo(before + 5000);
            assertThat(tus.head("/api/v1/tus/" + id).status()).isEqualTo(200);
            assertThat(rows.find(id).orElseThrow().expiresAt()).isAfter(Instant.now());
        });

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            completion.completeLeft();
            return rows.find(id).orElseThrow().state() == UploadState.DONE;
        });
        assertThat(used()).isEqualTo(before + 5000);
    }

    @Test
    void bytesThatNoSessionKnowsAreRemoved() throws IOException {
        UUID unknown = UUID.randomUUID();
        Path file = Files.write(Files.createTempFile("orphan", ""), noise(10));
        store.send("incoming/" + unknown + "/tail/" + UUID.randomUUID(), file);
        UUID known = streamed(100, 200);

        incoming.sweep();

        assertThat(store.keys("incoming/" + unknown + "/")).isEmpty();
        assertThat(store.keys("incoming/" + known + "/")).hasSize(1);
    }

    @Test
    void whatNobodyCompletedBecauseOfACrashIsCompletedLater() throws IOException {
        byte[] bytes = noise(9 << 20);
        Api.Answer opened =
                author.post("uploads", Map.of("name", "a.mp4", "size", bytes.length, "mediaType", "video/mp4"));
        UUID id = UUID.fromString(opened.text("/uploadId"));
        List<CompletedPart> parts = PartSender.sendAll(opened, bytes).stream()
                .map(part -> new CompletedPart((Integer) part.get("number"), (String) part.get("etag")))
                .toList();
        // The last thing that the dead process wrote.
        tusRows.begin(id, bytes.length, parts);

        completion.completeLeft();

        assertWhole(id, bytes);
    }

    @Test
    void anOutageOfTheStoreInAStreamLosesNothingThatWasCounted() throws IOException {
        byte[] bytes = noise(1 << 20);
        String location = TusCalls.location(tus.create(bytes.length));
        tus.patch(location, 0, Arrays.copyOf(bytes, 1000));

        TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> {
            assertThat(tus.rest(location, bytes, 1000).status()).isEqualTo(503);
            assertThat(tus.offset(location)).isEqualTo(1000);
        });

        assertThat(tus.rest(location, bytes, 1000).status()).isEqualTo(204);
        assertWhole(UUID.fromString(TusCalls.uploadId(location)), bytes);
    }

    @Test
    void aFormThatIsCutLeavesNothing() throws IOException {
        String draft = author.post("resources", Map.of("title", "表单中断")).text("/id");
        String boundary = "b0undary";
        byte[] body = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n" + "x".repeat(3 << 20) + "\r\n--" + boundary
                        + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        long files = temporaryFiles();
        CutLine line = new CutLine(7);
        for (int i = 0; i < 10; i++) {
            line.send(
                    "POST",
                    "http://127.0.0.1:" + port + "/api/v1/resources/" + draft + "/files",
                    Map.of(
                            "Authorization",
                            CutLine.bearer(AUTHOR),
                            "Content-Type",
                            "multipart/form-data; boundary=" + boundary),
                    body,
                    0,
                    line.some(body.length - 1));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(temporaryFiles()).isLessThanOrEqualTo(files));
        assertThat(author.get("resources/" + draft).json().get("files")).isEmpty();
        assertThat(used()).isEqualTo(before);
    }

    private UUID streamed(int arrived, int size) {
        String location = TusCalls.location(tus.create(size));
        assertThat(tus.patch(location, 0, noise(arrived)).status()).isEqualTo(204);
        return UUID.fromString(TusCalls.uploadId(location));
    }

    private void expire(UUID id) {
        jdbc.sql("update storage.upload_session set expires_at = :past where id = :id")
                .param("past", Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private void assertSwept(UUID id) {
        UploadSession session = rows.find(id).orElseThrow();
        assertThat(session.state()).isEqualTo(UploadState.ABORTED);
        assertThat(used()).isEqualTo(before);
        assertThat(store.keys("incoming/" + id + "/")).isEmpty();
        assertThat(tusRows.tails(id)).isEmpty();
        try {
            assertThat(store.parts(session.incomingKey(), session.s3UploadId())).isEmpty();
        } catch (StoreRefusal gone) {
            assertThat(gone.isMissingUpload()).isTrue();
        }
    }

    private long used() {
        return author.get("me/storage").json().get("used").asLong();
    }

    private void assertWhole(UUID id, byte[] bytes) throws IOException {
        assertThat(TusCalls.ended(author, "tus/" + id).text("/sha256"))
                .isEqualTo(Hashing.of(new ByteArrayInputStream(bytes)).sha256());
    }

    /** Of Tomcat's forms and of ours. */
    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("upload.*\\.(tmp|part)"))
                    .count();
        }
    }
}

package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.part;
import static org.coursewarecommons.storage.PartSender.send;
import static org.coursewarecommons.storage.PartSender.sendAll;

import io.minio.messages.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of a large file: signed parts straight into the store, put together, checked, made a blob. */
@IntegrationTest
class UploadIT {

    private static final String UNKNOWN_HASH = "0".repeat(64);

    @LocalServerPort
    int port;

    @Autowired
    Blobs blobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IncomingObjects incoming;

    @Autowired
    ObjectStore store;

    @Autowired
    UploadRows rows;

    Api author;
    Api stranger;

    @BeforeEach
    void connect() {
        author = Api.on(port).as("T-JHS-005-01");
        stranger = Api.on(port).as("T-JHS-042-03");
    }

    @Test
    void aFileInTwoPartsBecomesABlobUnderItsHash() throws IOException {
        byte[] bytes = noise(9 << 20);
        StoredBlob expected = Hashing.of(new ByteArrayInputStream(bytes));

        Api.Answer opened = open(bytes.length, expected.sha256());
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        assertThat(opened.json().get("parts")).hasSize(2);
        assertThat(opened.header("Location")).hasValue("/api/v1/uploads/" + opened.text("/uploadId"));
        Api.Answer done = complete(opened, sendAll(opened, bytes));

        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(done.text("/state")).isEqualTo("DONE");
        assertThat(done.text("/sha256")).isEqualTo(expected.sha256());
        assertThat(done.json().get("size").asLong()).isEqualTo(bytes.length);
        try (InputStream stored = blobs.open(expected.sha256());
                InputStream middle = blobs.open(expected.sha256(), 5_000_000, 100)) {
            assertThat(Hashing.of(stored)).isEqualTo(expected);
            assertThat(middle.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 5_000_000, 5_000_100));
        }
        assertThat(store.stat("incoming/" + opened.text("/uploadId") + "/file")).isEmpty();
    }

    @Test
    void aSecondCompletionGetsTheSameAnswer() {
        byte[] bytes = noise(100);
        Api.Answer opened = open(bytes.length, null);
        List<Map<String, Object>> parts = sendAll(opened, bytes);

        Api.Answer first = complete(opened, parts);
        Api.Answer second = complete(opened, parts);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void theSameBytesOfTwoTeachersAreOneBlob() {
        byte[] bytes = noise(1000);
        Api.Answer mine = open(bytes.length, null);
        Api.Answer theirs = stranger.post("uploads", wanted(bytes.length, null));

        String first = complete(mine, sendAll(mine, bytes)).text("/sha256");
        String second = stranger.post(
                        "uploads/" + theirs.text("/uploadId") + "/completion", Map.of("parts", sendAll(theirs, bytes)))
                .text("/sha256");

        assertThat(second).isEqualTo(first);
        assertThat(jdbc.sql("select count(*) from storage.blob where sha256 = :hash")
                        .param("hash", first)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void bytesOtherThanDeclaredAreRefusedAndRemoved() {
        byte[] bytes = noise(2000);
        Api.Answer opened = open(bytes.length, UNKNOWN_HASH);

        Api.Answer refused = complete(opened, sendAll(opened, bytes));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo("checksum-mismatch");
        assertThat(author.get(path(opened)).text("/state")).isEqualTo("ABORTED");
        assertThat(store.stat("incoming/" + opened.text("/uploadId") + "/file")).isEmpty();
        assertThat(complete(opened, List.of(part(1, "a"))).text("/code")).isEqualTo("invalid-transition");
    }

    @Test
    void fewerBytesThanDeclaredAreRefused() {
        Api.Answer opened = open(3000, null);

        Api.Answer refused = complete(opened, sendAll(opened, noise(2999)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo("size-mismatch");
        assertThat(author.get(path(opened)).text("/state")).isEqualTo("ABORTED");
    }

    @Test
    void aForgottenPartIsNamedAndCanStillBeSent() {
        byte[] bytes = noise(9 << 20);
        Api.Answer opened = open(bytes.length, null);
        String eTag = send(opened.text("/parts/0/url"), Arrays.copyOf(bytes, 8 << 20));

        Api.Answer refused = complete(opened, List.of(part(1, eTag)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/parts");
        assertThat(refused.text("/errors/0/code")).isEqualTo("part-missing");
        Api.Answer resumed = author.get(path(opened));
        assertThat(resumed.text("/state")).isEqualTo("OPEN");
        assertThat(resumed.json().get("receivedParts")).hasSize(1);
        assertThat(resumed.json().at("/receivedParts/0/size").asLong()).isEqualTo(8 << 20);
        Api.Answer links = author.post(path(opened) + "/parts", Map.of("numbers", List.of(2)));
        String second = send(links.text("/parts/0/url"), Arrays.copyOfRange(bytes, 8 << 20, bytes.length));

        assertThat(complete(opened, List.of(part(1, eTag), part(2, second))).status())
                .isEqualTo(200);
    }

    @Test
    void aWrongETagIsNamed() {
        Api.Answer opened = open(100, null);
        sendAll(opened, noise(100));

        Api.Answer refused = complete(opened, List.of(part(1, "0123456789abcdef0123456789abcdef")));

        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/parts/0/etag");
        assertThat(refused.text("/errors/0/code")).isEqualTo("part-etag");
    }

    @Test
    void somebodyElsesSessionDoesNotExist() {
        Api.Answer opened = open(100, null);
        Map<String, Object> completion = Map.of("parts", List.of(part(1, "a")));

        assertThat(stranger.get(path(opened)).status()).isEqualTo(404);
        assertThat(stranger.delete(path(opened)).status()).isEqualTo(404);
        assertThat(stranger.post(path(opened) + "/parts", Map.of("numbers", List.of(1)))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(path(opened) + "/completion", completion).status())
                .isEqualTo(404);
    }

    @Test
    void faultsOfAWishAreToldAllAtOnce() {
        Api.Answer refused = author.post(
                "uploads",
                """
                {"name":"../a.pdf","size":0,"mediaType":"nonsense","sha256":"short","more":1}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer"))
                .containsOnly("/more", "/mediaType", "/name", "/sha256", "/size");
        assertThat(author.post("uploads", wanted((2L << 30) + 1, null)).text("/errors/0/code"))
                .isEqualTo("maximum");
    }

    @Test
    void aSchoolsSystemOpensNoSession() {
        assertThat(Api.on(port)
                        .as("client-jhs-042")
                        .post("uploads", wanted(1, null))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theSameKeyOpensOneSession() {
        Api once = author.once(UUID.randomUUID());

        assertThat(once.post("uploads", wanted(100, null)).text("/uploadId"))
                .isEqualTo(once.post("uploads", wanted(100, null)).text("/uploadId"));
    }

    @Test
    void anAbortedSessionIsClosedAndAFinishedOneCannotBeAborted() {
        Api.Answer aborted = open(100, null);
        Api.Answer done = open(100, null);
        complete(done, sendAll(done, noise(100)));

        assertThat(author.delete(path(aborted)).status()).isEqualTo(204);
        assertThat(author.delete(path(aborted)).status()).isEqualTo(204);
        assertThat(complete(aborted, List.of(part(1, "a"))).text("/code")).isEqualTo("invalid-transition");
        assertThat(author.post(path(aborted) + "/parts", Map.of("numbers", List.of(1)))
                        .text("/code"))
                .isEqualTo("invalid-transition");
        assertThat(author.delete(path(done)).status()).isEqualTo(409);
    }

    @Test
    void whatNobodyFinishesInADayIsSwept() {
        Api.Answer opened = open(100, null);
        send(opened.text("/parts/0/url"), noise(100));
        jdbc.sql("update storage.upload_session set expires_at = :past where id = :id")
                .param("past", Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("id", UUID.fromString(opened.text("/uploadId")))
                .update();

        assertThat(partsInStore(opened)).hasSize(1);

        incoming.sweep();

        assertThat(author.get(path(opened)).text("/state")).isEqualTo("ABORTED");
        assertThat(partsInStore(opened)).isEmpty();
    }

    private List<Part> partsInStore(Api.Answer opened) {
        UploadSession session =
                rows.find(UUID.fromString(opened.text("/uploadId"))).orElseThrow();
        try {
            return store.parts(session.incomingKey(), session.s3UploadId());
        } catch (StoreRefusal gone) {
            assertThat(gone.isMissingUpload()).isTrue();
            return List.of();
        }
    }

    private Api.Answer open(long size, @Nullable String sha256) {
        return author.post("uploads", wanted(size, sha256));
    }

    private static Map<String, Object> wanted(long size, @Nullable String sha256) {
        Map<String, Object> body = new LinkedHashMap<>(
                Map.of("name", "分数的初步认识.pptx", "size", size, "mediaType", "application/octet-stream"));
        if (sha256 != null) {
            body.put("sha256", sha256);
        }
        return body;
    }

    private Api.Answer complete(Api.Answer opened, List<Map<String, Object>> parts) {
        return author.post(path(opened) + "/completion", Map.of("parts", parts));
    }

    private static String path(Api.Answer opened) {
        return "uploads/" + opened.text("/uploadId");
    }
}

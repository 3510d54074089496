package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.send;
import static org.coursewarecommons.storage.PartSender.sha256;
import static org.coursewarecommons.storage.TusCalls.CHUNK;
import static org.coursewarecommons.storage.TusCalls.location;
import static org.coursewarecommons.storage.TusCalls.metadata;
import static org.coursewarecommons.storage.TusCalls.uploadId;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door of tus 1.0, word by word; the sessions are those of the other doors. */
@IntegrationTest
class TusIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectStore store;

    @Autowired
    TusRows rows;

    @Autowired
    RunningHashes hashes;

    Api author;
    TusCalls tus;

    @BeforeEach
    void connect() {
        author = Api.on(port).as("T-JHS-005-01");
        tus = new TusCalls(author);
    }

    @Test
    void itSaysWhatItCanDoWithoutAToken() {
        Api.Answer answer = Api.on(port).call("OPTIONS", "tus", BodyPublishers.noBody(), null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).hasValue("1.0.0");
        assertThat(answer.header("Tus-Max-Size")).hasValue("2147483648");
        assertThat(answer.header("Tus-Checksum-Algorithm")).hasValue("sha1,sha256,md5");
        assertThat(answer.header("Tus-Extension"))
                .hasValue("creation,creation-with-upload,checksum,expiration,termination");
    }

    @Test
    void aFileInThreePiecesBecomesABlobByItselfAndCanBeAttached() throws IOException {
        byte[] bytes = noise(9 << 20);
        String location = location(tus.create(bytes.length));

        assertThat(TusCalls.offset(tus.patch(location, 0, Arrays.copyOf(bytes, 1 << 20))))
                .isEqualTo(1 << 20);
        assertThat(TusCalls.offset(tus.patch(location, 1 << 20, Arrays.copyOfRange(bytes, 1 << 20, 8_500_000))))
                .isEqualTo(8_500_000);
        Api.Answer last = tus.rest(location, bytes, 8_500_000);

        assertThat(last.status()).as(last.toString()).isEqualTo(204);
        assertThat(last.header("Upload-Expires"))
                .hasValueSatisfying(date -> assertThat(date).endsWith(" GMT"));
        String draft = author.post("resources", Map.of("title", "断点续传")).text("/id");
        Api.Answer attached =
                author.post("resources/" + draft + "/files", Map.of("uploadId", uploadId(location), "role", "MAIN"));
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        assertThat(attached.text("/name")).isEqualTo("分数的初步认识.pptx");
        assertThat(attached.text("/sha256")).isEqualTo(sha256(bytes));
        assertThat(author.get(attached.header("Location").orElseThrow()).bytes())
                .isEqualTo(bytes);
        assertThat(store.keys("incoming/" + uploadId(location) + "/")).isEmpty();
    }

    @Test
    void aStepThatAnotherProcessTookIsReadBackFromTheStore() {
        byte[] bytes = noise(9 << 20);
        String location = location(tus.create(bytes.length));
        tus.patch(location, 0, Arrays.copyOf(bytes, 100));
        hashes.forget(UUID.fromString(uploadId(location)));

        tus.rest(location, bytes, 100);

        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void bytesMayComeWithTheCreation() {
        byte[] bytes = noise(5000);

        Api.Answer created = tus.api()
                .with("Upload-Length", "5000")
                .with("Upload-Metadata", metadata("a.pdf", "application/pdf"))
                .call("POST", "tus", BodyPublishers.ofByteArray(bytes, 0, 3000), CHUNK);
        String location = location(created);

        assertThat(TusCalls.offset(created)).isEqualTo(3000);
        assertThat(tus.rest(location, bytes, 3000).status()).isEqualTo(204);
        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void aSessionBegunWithSignedLinksGoesOnHere() {
        byte[] bytes = noise(17 << 20);
        Api.Answer opened =
                author.post("uploads", Map.of("name", "a.mp4", "size", bytes.length, "mediaType", "video/mp4"));
        send(opened.text("/parts/0/url"), Arrays.copyOf(bytes, 8 << 20));
        send(opened.text("/parts/2/url"), Arrays.copyOfRange(bytes, 16 << 20, bytes.length));
        String location = opened.text("/tusUrl");

        assertThat(tus.offset(location)).isEqualTo(8 << 20);
        assertThat(tus.rest(location, bytes, 8 << 20).status()).isEqualTo(204);

        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void theOffsetIsToldWithLengthNameAndType() {
        String location = location(tus.create(10));
        tus.patch(location, 0, noise(4));

        Api.Answer head = tus.head(location);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Upload-Offset")).hasValue("4");
        assertThat(head.header("Upload-Length")).hasValue("10");
        assertThat(head.header("Upload-Metadata")).hasValue(metadata("分数的初步认识.pptx", "application/x-test"));
        assertThat(head.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(head.header("Tus-Resumable")).hasValue("1.0.0");
    }

    @ParameterizedTest
    @CsvSource({"sha1,SHA-1", "sha256,SHA-256", "md5,MD5"})
    void aChunkWithTheRightChecksumIsTaken(String name, String algorithm) throws Exception {
        byte[] bytes = noise(9 << 20);
        String location = location(tus.create(bytes.length));
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));

        assertThat(tus.with("Upload-Checksum", name + " " + digest)
                        .patch(location, 0, bytes)
                        .status())
                .isEqualTo(204);
        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void aChunkWithAWrongChecksumIsDroppedWhole() {
        byte[] bytes = noise(9 << 20);
        String location = location(tus.create(bytes.length));
        tus.patch(location, 0, Arrays.copyOf(bytes, 100));
        String digest = Base64.getEncoder().encodeToString(new byte[20]);

        Api.Answer refused = tus.with("Upload-Checksum", "sha1 " + digest).rest(location, bytes, 100);

        assertThat(refused.status()).isEqualTo(460);
        assertThat(refused.text("/code")).isEqualTo("chunk-mismatch");
        assertThat(tus.offset(location)).isEqualTo(100);
        tus.rest(location, bytes, 100);
        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void ofTwoWhoSendAtOnceOneIsTurnedAway() {
        byte[] bytes = noise(10);
        String location = location(tus.create(bytes.length));
        UUID other = UUID.randomUUID();
        assertThat(rows.enter(UUID.fromString(uploadId(location)), other)).hasValue(0L);

        Api.Answer refused = tus.patch(location, 0, bytes);

        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.text("/code")).isEqualTo("upload-locked");
        rows.leave(UUID.fromString(uploadId(location)), other);
        assertThat(tus.patch(location, 0, bytes).status()).isEqualTo(204);
    }

    @Test
    void whoWasSilentForTooLongIsDisplacedAndCanChangeNothingAnyMore() {
        byte[] bytes = noise(10);
        UUID id = UUID.fromString(uploadId(location(tus.create(bytes.length))));
        UUID silent = UUID.randomUUID();
        rows.enter(id, silent);
        jdbc.sql("update storage.tus_upload set writer_seen = writer_seen - interval '6 seconds' where upload_id = :id")
                .param("id", id)
                .update();

        assertThat(tus.patch("tus/" + id, 0, Arrays.copyOf(bytes, 4)).status()).isEqualTo(204);

        assertThat(rows.advance(id, silent, new TusRows.Progress(10, List.of(), List.of(), List.of())))
                .isFalse();
        assertThat(tus.offset("tus/" + id)).isEqualTo(4);
    }

    @Test
    void whatHasRunOutOrWasGivenUpIsGone() {
        String expired = location(tus.create(10));
        String ended = location(tus.create(10));
        jdbc.sql("update storage.upload_session set expires_at = :past where id = :id")
                .param("past", Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("id", UUID.fromString(uploadId(expired)))
                .update();

        assertThat(tus.api()
                        .call("DELETE", ended, BodyPublishers.noBody(), null)
                        .status())
                .isEqualTo(204);

        assertThat(tus.head(expired).status()).isEqualTo(410);
        assertThat(tus.patch(expired, 0, noise(10)).text("/code")).isEqualTo("upload-gone");
        assertThat(tus.head(ended).status()).isEqualTo(410);
    }

    @Test
    void aMethodMayBeOverridden() {
        byte[] bytes = noise(10);
        String location = location(tus.create(bytes.length));

        Api.Answer patched = tus.with("X-HTTP-Method-Override", "PATCH")
                .api()
                .with("Upload-Offset", "0")
                .call("POST", location, BodyPublishers.ofByteArray(bytes), CHUNK);

        assertThat(patched.status()).as(patched.toString()).isEqualTo(204);
        assertThat(TusCalls.ended(author, location).text("/sha256")).isEqualTo(sha256(bytes));
    }

    @Test
    void bytesOtherThanDeclaredEndTheSession() {
        String declared = metadata("a.pdf", "application/pdf") + ",sha256 " + TusCalls.base64("0".repeat(64));
        String location = location(tus.create(10, declared));

        tus.patch(location, 0, noise(10));

        Api.Answer ended = TusCalls.ended(author, location);
        assertThat(ended.text("/state")).isEqualTo("ABORTED");
        assertThat(ended.text("/failure")).isEqualTo("checksum-mismatch");
        assertThat(tus.head(location).status()).isEqualTo(410);
    }
}

package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.sendAll;
import static org.coursewarecommons.storage.PartSender.sha256;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Room for persons and schools: told beforehand, never given out twice, given back. */
@IntegrationTest
class QuotaIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IncomingObjects incoming;

    Api teacher;
    Api colleague;
    UUID school;

    @BeforeEach
    void connect() {
        teacher = Api.on(port).as("T-JHS-099-01");
        colleague = Api.on(port).as("T-JHS-099-02");
        school = UUID.fromString(teacher.get("me").text("/schoolId"));
    }

    /** Others find the school as empty as it was. */
    @AfterEach
    void forget() {
        UUID[] holders = {school, id(teacher), id(colleague)};
        for (String rows : List.of("reservation where school_id", "deposit where school_id", "usage where holder_id")) {
            jdbc.sql("delete from storage." + rows + " = any(:holders)")
                    .param("holders", holders)
                    .update();
        }
    }

    @Test
    void anOpenSessionTakesRoomOfPersonAndSchool() {
        open(teacher, 1_000_000);

        JsonNode mine = use(teacher);
        assertThat(mine.get("used").asLong()).isEqualTo(1_000_000);
        assertThat(mine.get("quota").asLong()).isEqualTo(20L << 30);
        assertThat(mine.get("schoolUsed").asLong()).isEqualTo(1_000_000);
        assertThat(mine.get("schoolQuota").asLong()).isEqualTo(500L << 30);
        JsonNode theirs = use(colleague);
        assertThat(theirs.get("used").asLong()).isZero();
        assertThat(theirs.get("schoolUsed").asLong()).isEqualTo(1_000_000);
    }

    @Test
    void whoBelongsToNoSchoolHasAQuotaOfTheirOwnOnly() {
        JsonNode steward = use(Api.on(port).as("D-01"));

        assertThat(steward.get("quota").asLong()).isEqualTo(20L << 30);
        assertThat(steward.get("schoolUsed").isNull()).isTrue();
        assertThat(steward.get("schoolQuota").isNull()).isTrue();
    }

    @Test
    void theSameBytesOfOnePersonCountOnceThroughEitherDoor() {
        byte[] bytes = noise(3000);

        uploadWhole(teacher, bytes);
        uploadWhole(teacher, bytes);
        String draft = draft(teacher);
        assertThat(teacher.upload("resources/" + draft + "/files", "same.pdf", "application/pdf", bytes)
                        .status())
                .isEqualTo(201);
        assertThat(used(teacher)).isEqualTo(3000);

        uploadWhole(colleague, bytes);
        assertThat(used(colleague)).isEqualTo(3000);
        assertThat(use(teacher).get("schoolUsed").asLong()).isEqualTo(6000);
    }

    @Test
    void anAbortedSessionGivesItsRoomBack() {
        Api.Answer opened = open(teacher, 5000);

        teacher.delete("uploads/" + opened.text("/uploadId"));

        assertThat(used(teacher)).isZero();
    }

    @Test
    void wrongBytesGiveTheirRoomBack() {
        Api.Answer opened = teacher.post(
                "uploads",
                Map.of("name", "a.bin", "size", 50, "mediaType", "application/x-test", "sha256", "0".repeat(64)));

        Api.Answer refused = complete(teacher, opened, noise(50));

        assertThat(refused.text("/code")).isEqualTo("checksum-mismatch");
        assertThat(used(teacher)).isZero();
    }

    @Test
    void anExpiredSessionGivesItsRoomBack() {
        Api.Answer opened = open(teacher, 5000);
        jdbc.sql("update storage.upload_session set expires_at = :past where id = :id")
                .param("past", Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param("id", UUID.fromString(opened.text("/uploadId")))
                .update();

        incoming.sweep();

        assertThat(used(teacher)).isZero();
    }

    @Test
    void aSessionBeyondTheQuotaIsRefusedAndTellsWhatIsLeft() {
        fill(id(teacher), (20L << 30) - 150);

        Api.Answer refused = open(teacher.in("en"), 151);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(413);
        assertThat(refused.text("/code")).isEqualTo("quota-exceeded");
        assertThat(refused.text("/detail")).contains("only 150 bytes are left to you");
        assertThat(open(teacher, 150).status()).isEqualTo(201);
    }

    @Test
    void theSchoolsQuotaBindsToo() {
        fill(school, (500L << 30) - 150);

        Api.Answer refused = open(teacher.in("en"), 151);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(413);
        assertThat(refused.text("/detail")).contains("150 to your school");
    }

    @Test
    void aSmallFileBeyondTheQuotaIsRefusedAndNotStored() throws Exception {
        String draft = draft(teacher);
        byte[] bytes = noise(200);
        fill(id(teacher), (20L << 30) - 150);

        Api.Answer refused = teacher.upload("resources/" + draft + "/files", "large.pdf", "application/pdf", bytes);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(413);
        assertThat(refused.text("/code")).isEqualTo("quota-exceeded");
        assertThat(jdbc.sql("select count(*) from storage.blob where sha256 = :hash")
                        .param("hash", sha256(bytes))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void ofEightSessionsAtOnceOnlyOneGetsTheLastRoom() {
        fill(id(teacher), (20L << 30) - 150);

        List<Integer> answers = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> open(teacher, 100).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnly(201, 413).containsOnlyOnce(201);
        assertThat(used(teacher)).isEqualTo((20L << 30) - 50);
    }

    @Test
    void aRemovedFileAndADroppedDraftGiveTheirRoomBack() {
        String draft = draft(teacher);
        byte[] removed = noise(300);
        byte[] dropped = noise(500);
        Api.Answer file = attach(draft, removed);
        attach(draft, dropped);
        assertThat(used(teacher)).isEqualTo(800);

        teacher.delete("resources/" + draft + "/files/" + file.text("/fileId"));
        assertThat(used(teacher)).isEqualTo(500);
        teacher.ifMatch(teacher.get("resources/" + draft).eTag()).delete("resources/" + draft);

        assertThat(used(teacher)).isZero();
        assertThat(use(teacher).get("schoolUsed").asLong()).isZero();
    }

    @Test
    void bytesThatAnotherFileOfThePersonHasGoOnCounting() {
        byte[] bytes = noise(300);
        String first = draft(teacher);
        Api.Answer file = attach(first, bytes);
        attach(draft(teacher), bytes);

        teacher.delete("resources/" + first + "/files/" + file.text("/fileId"));

        assertThat(used(teacher)).isEqualTo(300);
    }

    @Test
    void aFinishedUploadCountsUntilItCanNoLongerBeAttached() {
        uploadWhole(teacher, noise(300));
        jdbc.sql("update storage.deposit set at = at - interval '26 hours' where owner_id = :id")
                .param("id", id(teacher))
                .update();
        incoming.sweep();
        assertThat(used(teacher)).isEqualTo(300);

        jdbc.sql("update storage.upload_session set expires_at = expires_at - interval '26 hours' where owner_id = :id")
                .param("id", id(teacher))
                .update();
        jdbc.sql("update storage.deposit set at = at - interval '26 hours' where owner_id = :id")
                .param("id", id(teacher))
                .update();
        incoming.sweep();

        assertThat(used(teacher)).isZero();
    }

    @Test
    void aStreamBeyondTheQuotaIsRefusedAtItsCreation() {
        fill(id(teacher), (20L << 30) - 150);

        Api.Answer refused = new TusCalls(teacher).create(151);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("/code")).isEqualTo("quota-exceeded");
        assertThat(new TusCalls(teacher).create(150).status()).isEqualTo(201);
    }

    private Api.Answer attach(String draft, byte[] bytes) {
        Api.Answer attached = teacher.upload("resources/" + draft + "/files", "a.pdf", "application/pdf", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        return attached;
    }

    private void fill(UUID holder, long bytes) {
        jdbc.sql(
                        """
                        insert into storage.usage (holder_id, deposited) values (:id, :bytes)
                        on conflict (holder_id) do update set deposited = excluded.deposited
                        """)
                .param("id", holder)
                .param("bytes", bytes)
                .update();
    }

    private static UUID id(Api person) {
        return UUID.fromString(person.get("me").text("/personId"));
    }

    private static JsonNode use(Api person) {
        return person.get("me/storage").json();
    }

    private static long used(Api person) {
        return use(person).get("used").asLong();
    }

    private static String draft(Api person) {
        return person.post("resources", Map.of("title", "配额")).text("/id");
    }

    private static Api.Answer open(Api person, long size) {
        return person.post("uploads", Map.of("name", "a.bin", "size", size, "mediaType", "application/x-test"));
    }

    private static Api.Answer complete(Api person, Api.Answer opened, byte[] bytes) {
        return person.post(
                "uploads/" + opened.text("/uploadId") + "/completion", Map.of("parts", sendAll(opened, bytes)));
    }

    private static void uploadWhole(Api person, byte[] bytes) {
        Api.Answer done = complete(person, open(person, bytes.length), bytes);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }
}

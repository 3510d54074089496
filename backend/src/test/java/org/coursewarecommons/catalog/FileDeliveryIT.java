package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Under which conditions and headers the bytes of a published file are handed out. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileDeliveryIT {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");
    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api reader;

    private UUID resource;
    private byte[] bytes;
    private String file;
    private String content;
    private long usedBefore;
    private long downloadedBefore;

    FileDeliveryIT(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @BeforeAll
    void publish() throws IOException {
        // Other bytes than those of other tests, since some here break their blob.
        byte[] end = ("\n%" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(Files.readAllBytes(SAMPLES.resolve("changfangxing-zhouchang.pdf")));
        both.write(end);
        bytes = both.toByteArray();
        resource = publishing.publish(AUTHOR, Publishing.nonce(), "长方形的周长.pdf", bytes);
        file = reader.get("resources/" + resource).text("/files/0/fileId");
        content = "resources/" + resource + "/files/" + file + "/content";
    }

    @BeforeEach
    void countUses() {
        usedBefore = used("%");
        downloadedBefore = used("DOWNLOAD");
    }

    @AfterEach
    void mend() {
        inspected("PASSED");
        blobIs("OK");
    }

    @Test
    void theBytesComeAsAnAttachmentInASandboxUnderTheirName() {
        Api.Answer answer = reader.get(content);

        assertThat(answer.bytes()).isEqualTo(bytes);
        assertThat(answer.header("Content-Type")).hasValue("application/pdf");
        assertThat(answer.header("Content-Disposition"))
                .hasValue("attachment; filename=\"_.pdf\";"
                        + " filename*=UTF-8''%E9%95%BF%E6%96%B9%E5%BD%A2%E7%9A%84%E5%91%A8%E9%95%BF.pdf");
        assertHarmless(answer);
        assertThat(answer.header("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.header("Cache-Control")).hasValue("private, no-cache");
    }

    @Test
    void headTellsTheSameWithoutBytesAndIsNoUse() {
        Api.Answer head = head(reader, content);
        Api.Answer archive = head(reader, "resources/" + resource + "/files/archive");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length")).hasValue(String.valueOf(bytes.length));
        assertThat(head.header("Content-Disposition")).isPresent();
        assertHarmless(head);
        assertThat(head(reader.with("Range", "bytes=0-1"), content).status()).isEqualTo(200);
        assertThat(head(reader, content + "?redirect=true").status()).isEqualTo(302);
        assertThat(archive.status()).isEqualTo(200);
        assertThat(archive.header("Accept-Ranges")).hasValue("none");
        assertThat(uses()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,0,10",
        "bytes=100-,100,-1",
        "bytes=-10,-10,10",
        "bytes=0-99999999,0,-1",
        "bytes=-99999999,0,-1"
    })
    void oneRangeIsThatRange(String range, int from, int length) {
        Api.Answer part = reader.with("Range", range).get(content);

        int first = from < 0 ? bytes.length + from : from;
        int end = length < 0 ? bytes.length : first + length;
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).hasValue("bytes " + first + "-" + (end - 1) + "/" + bytes.length);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, first, end));
        assertHarmless(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=5-1", "lines=1-2", "bytes", "bytes=a-b"})
    void severalRangesAndWhatIsNoneAreAnsweredWithTheWhole(String range) {
        Api.Answer whole = reader.with("Range", range).get(content);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.bytes()).isEqualTo(bytes);
    }

    @Test
    void aRangeBeyondTheFileIsRefusedWithItsSize() {
        Api.Answer beyond =
                reader.in("en").with("Range", "bytes=" + bytes.length + "-").get(content);

        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).hasValue("bytes */" + bytes.length);
        assertThat(beyond.text("/code")).isEqualTo("range-not-satisfiable");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        Api.Answer first = reader.get(content);
        String date = first.header("Last-Modified").orElseThrow();

        Api.Answer same = reader.with("If-None-Match", first.eTag()).get(content);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).hasValue(first.eTag());
        assertThat(same.bytes()).isEmpty();
        assertThat(reader.with("If-None-Match", "\"other\", " + first.eTag())
                        .get(content)
                        .status())
                .isEqualTo(304);
        assertThat(reader.with("If-None-Match", "\"other\"").get(content).status())
                .isEqualTo(200);
        assertThat(reader.with("If-Modified-Since", date).get(content).status()).isEqualTo(304);
        assertThat(reader.with("If-Modified-Since", before(date)).get(content).status())
                .isEqualTo(200);
        assertThat(reader.with("If-Modified-Since", date)
                        .with("If-None-Match", "\"other\"")
                        .get(content)
                        .status())
                .as("the tag decides where both are there")
                .isEqualTo(200);
    }

    @Test
    void aResumedDownloadGoesOnOnlyOfTheSameBytes() {
        Api.Answer first = reader.get(content);
        String date = first.header("Last-Modified").orElseThrow();
        Api rest = reader.with("Range", "bytes=50-");

        assertThat(rest.with("If-Range", first.eTag()).get(content).status()).isEqualTo(206);
        assertThat(rest.with("If-Range", date).get(content).status()).isEqualTo(206);
        Api.Answer other = rest.with("If-Range", "\"other\"").get(content);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.bytes()).isEqualTo(bytes);
        assertThat(rest.with("If-Range", before(date)).get(content).status()).isEqualTo(200);
    }

    @Test
    void onlyWhatIsOnTheListIsShownInThePageAndStillInASandbox() {
        Api.Answer shown = reader.get(content + "?disposition=inline");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("inline;"));
        assertHarmless(shown);
        assertThat(reader.get(content + "?disposition=form-data").status()).isEqualTo(400);
        inspected("REVIEW");
        assertAttachment(reader.get(content + "?disposition=inline"));
        inspected("PASSED");
        found("image/svg+xml");
        assertAttachment(reader.get(content + "?disposition=inline"));
        assertThat(Api.on(1)
                        .get(reader.get(content + "?redirect=true")
                                .header("Location")
                                .orElseThrow())
                        .header("Content-Type"))
                .as("what browsers would run")
                .hasValue("application/octet-stream");
        found("application/pdf");
    }

    @Test
    void aSignedLinkIsShortAndSavesTheFileUnderItsName() {
        Api.Answer redirect = reader.get(content + "?redirect=true&disposition=inline");

        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Cache-Control")).hasValue("no-store");
        String link = redirect.header("Location").orElseThrow();
        assertThat(link).containsPattern("X-Amz-Expires=(300|[12]?\\d?\\d)(&|$)");
        Api.Answer stored = Api.on(1).get(link);
        assertThat(stored.bytes()).isEqualTo(bytes);
        assertThat(stored.header("Content-Type")).hasValue("application/pdf");
        assertAttachment(stored);
    }

    @ParameterizedTest
    @CsvSource({"PENDING,409,200", "FAILED,409,200", "QUARANTINED,409,409", "REVIEW,200,200"})
    void whatHasNotPassedGoesToOwnerAndTechnicianAlone(String state, int others, int owner) {
        inspected(state);

        assertThat(reader.get(content).status()).isEqualTo(others);
        assertThat(reader.get(content + "?redirect=true").status()).isEqualTo(others == 200 ? 302 : others);
        assertThat(reader.get("resources/" + resource + "/files/archive").status())
                .isEqualTo(others);
        assertThat(publishing.api().as(AUTHOR).get(content).status()).isEqualTo(owner);
        assertThat(publishing.api().as("X-01").get(content).status()).isEqualTo(owner);
    }

    @Test
    void damagedBytesAreHandedOutByNoDoor() {
        jdbc.sql(
                        "update storage.blob set state = 'CORRUPT' where sha256 = (select sha256 from catalog.file where id = :id)")
                .param("id", UUID.fromString(file))
                .update();

        for (String path :
                new String[] {content, content + "?redirect=true", "resources/" + resource + "/files/archive"}) {
            Api.Answer refused = reader.get(path);
            assertThat(refused.status()).as(path).isEqualTo(409);
            assertThat(refused.text("/code")).isEqualTo("file-damaged");
            assertThat(head(reader, path).status()).as(path).isEqualTo(409);
        }
        assertThat(uses()).isZero();
    }

    @Test
    void aDownloadIsOneUseHoweverManyRangesItTakes() {
        reader.with("Range", "bytes=0-99").get(content);
        reader.with("Range", "bytes=100-199").get(content);
        reader.with("Range", "bytes=200-").get(content);

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void aLinkIsAUseAndOneForTheRestOfADownloadIsNone() {
        reader.get(content + "?redirect=true");
        reader.with("Range", "bytes=100-").get(content + "?redirect=true");

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void whatTheClientHasAlreadyIsAUseToo() {
        reader.with("If-None-Match", head(reader, content).eTag()).get(content);

        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void aLookInThePageIsLessThanADownload() {
        reader.get(content + "?disposition=inline");

        assertThat(downloads()).isZero();
        assertThat(uses()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from audit.line where subject_id = :id and event = 'catalog.FileShown'")
                        .param("id", resource)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsNoUse() {
        reader.with("Range", "bytes=99999999-").get(content);

        assertThat(uses()).isZero();
    }

    private void inspected(String state) {
        // As if somebody else were at it, so that it stays so.
        assertThat(jdbc.sql(
                                """
                                update inspection.job
                                   set state = :state, claimed_until = now() + interval '1 hour',
                                       finished_at = case when :state = 'PENDING' then null else now() end
                                 where file_id = :id
                                """)
                        .param("state", state)
                        .param("id", UUID.fromString(file))
                        .update())
                .isEqualTo(1);
    }

    private void found(String mediaType) {
        jdbc.sql("update inspection.job set media_type = :type where file_id = :id")
                .param("type", mediaType)
                .param("id", UUID.fromString(file))
                .update();
    }

    private void blobIs(String state) {
        jdbc.sql(
                        """
                        update storage.blob set state = :state
                         where sha256 = (select sha256 from catalog.file where id = :id)
                        """)
                .param("state", state)
                .param("id", UUID.fromString(file))
                .update();
    }

    /** Since the test began. */
    private long uses() {
        return used("%") - usedBefore;
    }

    private long downloads() {
        return used("DOWNLOAD") - downloadedBefore;
    }

    private long used(String verb) {
        return jdbc.sql("select count(*) from usage.event where resource_id = :id and verb like :verb")
                .param("id", resource)
                .param("verb", verb)
                .query(Long.class)
                .single();
    }

    private static Api.Answer head(Api api, String path) {
        return api.call(HttpMethod.HEAD.name(), path, java.net.http.HttpRequest.BodyPublishers.noBody(), null);
    }

    private static void assertAttachment(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment; filename="));
    }

    private static void assertHarmless(Api.Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    }

    private static String before(String date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .minusDays(1)
                        .withZoneSameInstant(ZoneOffset.UTC));
    }
}

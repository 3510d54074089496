package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Under which conditions and headers the bytes of a published file are handed out. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileDeliveryIT {

    private static final String AUTHOR = DeliveredFile.AUTHOR;

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final Api reader;

    private DeliveredFile delivered;
    private UUID resource;
    private byte[] bytes;
    private String file;
    private String content;
    private long usedBefore;

    FileDeliveryIT(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        reader = publishing.api().as("T-JHS-042-03");
    }

    @BeforeAll
    void publish() throws IOException {
        delivered = new DeliveredFile(publishing, jdbc);
        resource = delivered.resource;
        bytes = delivered.bytes;
        file = delivered.file;
        content = delivered.content;
    }

    @BeforeEach
    void countUses() {
        usedBefore = delivered.used("%");
    }

    @AfterEach
    void mend() {
        delivered.inspected("PASSED");
        delivered.blobIs("OK");
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
        Api.Answer head = DeliveredFile.head(reader, content);
        Api.Answer archive = DeliveredFile.head(reader, "resources/" + resource + "/files/archive");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length")).hasValue(String.valueOf(bytes.length));
        assertThat(head.header("Content-Disposition")).isPresent();
        assertHarmless(head);
        assertThat(DeliveredFile.head(reader.with("Range", "bytes=0-1"), content)
                        .status())
                .isEqualTo(200);
        assertThat(DeliveredFile.head(reader, content + "?redirect=true").status())
                .isEqualTo(302);
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
        delivered.inspected("REVIEW");
        assertAttachment(reader.get(content + "?disposition=inline"));
        delivered.inspected("PASSED");
        delivered.found("image/svg+xml");
        assertAttachment(reader.get(content + "?disposition=inline"));
        assertThat(Api.on(1)
                        .get(reader.get(content + "?redirect=true")
                                .header("Location")
                                .orElseThrow())
                        .header("Content-Type"))
                .as("what browsers would run")
                .hasValue("application/octet-stream");
        delivered.found("application/pdf");
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
        delivered.inspected(state);

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
            assertThat(DeliveredFile.head(reader, path).status()).as(path).isEqualTo(409);
        }
        assertThat(uses()).isZero();
    }

    /** Since the test began. */
    private long uses() {
        return delivered.used("%") - usedBefore;
    }

    private static void assertAttachment(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment; filename="));
    }

    private static void assertHarmless(Api.Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .hasValue("sandbox; default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    }

    private static String before(String date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .minusDays(1)
                        .withZoneSameInstant(ZoneOffset.UTC));
    }
}

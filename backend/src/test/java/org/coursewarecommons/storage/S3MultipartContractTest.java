package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coursewarecommons.storage.PartSender.noise;

import io.minio.messages.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link S3ContractTest} for uploads in parts, which clients send by signed links. */
class S3MultipartContractTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LEAST_PART = 5 << 20;

    private static ObjectStore store;

    private String key;
    private String upload;

    @BeforeAll
    static void connect() {
        store = new ObjectStore(S3Endpoint.properties());
    }

    @AfterAll
    static void disconnect() {
        store.close();
    }

    @BeforeEach
    void start() {
        key = UploadSession.incomingKey(UUID.randomUUID());
        upload = store.startMultipart(key);
    }

    @AfterEach
    void tidy() {
        store.multipartIds(key).forEach(id -> store.abort(key, id));
        store.remove(key);
    }

    @Test
    void unevenPartsSentInAnyOrderBecomeTheFile() throws IOException {
        byte[] bytes = noise(2 * LEAST_PART + 2);
        String third = send(3, Arrays.copyOfRange(bytes, 2 * LEAST_PART + 1, bytes.length));
        String first = send(1, Arrays.copyOfRange(bytes, 0, LEAST_PART));
        String second = send(2, Arrays.copyOfRange(bytes, LEAST_PART, 2 * LEAST_PART + 1));

        List<Part> parts = store.parts(key, upload);
        assertThat(parts).extracting(Part::partNumber).containsExactly(1, 2, 3);
        assertThat(parts).extracting(part -> bare(part.etag())).containsExactly(first, second, third);
        assertThat(parts).extracting(Part::partSize).containsExactly((long) LEAST_PART, LEAST_PART + 1L, 1L);
        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).isEmpty();
        store.complete(key, upload, parts);

        assertThat(read()).isEqualTo(bytes);
        assertThat(store.multipartIds(key)).isEmpty();
    }

    @Test
    void aPartSentAgainReplacesTheFirst() throws IOException {
        byte[] bytes = noise(1000);
        send(1, noise(900));
        send(1, bytes);

        store.complete(key, upload, store.parts(key, upload));

        assertThat(read()).isEqualTo(bytes);
    }

    @Test
    void moreThanAThousandPartsAreListed() {
        IntStream.rangeClosed(1, 1002).parallel().forEach(number -> send(number, new byte[] {(byte) number}));

        assertThat(store.parts(key, upload))
                .extracting(Part::partNumber)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1002).boxed().toList());
    }

    @Test
    void partsThatNeverCameAreRefusedAndTheUploadGoesOn() throws IOException {
        byte[] bytes = noise(100);
        String eTag = send(1, bytes);

        assertThatThrownBy(() -> store.complete(key, upload, List.of(new Part(1, "0".repeat(32)))))
                .isInstanceOfSatisfying(StoreRefusal.class, refusal -> assertThat(refusal.isBadParts())
                        .as(refusal.getMessage())
                        .isTrue());
        assertThatThrownBy(() -> store.complete(key, upload, List.of(new Part(1, eTag), new Part(2, eTag))))
                .isInstanceOfSatisfying(StoreRefusal.class, refusal -> assertThat(refusal.isBadParts())
                        .as(refusal.getMessage())
                        .isTrue());
        store.complete(key, upload, store.parts(key, upload));

        assertThat(read()).isEqualTo(bytes);
    }

    /** S3 forgets a finished upload or answers as before; neither may change the object. */
    @Test
    void aSecondCompletionChangesNothing() throws IOException {
        byte[] bytes = noise(100);
        send(1, bytes);
        List<Part> parts = store.parts(key, upload);
        store.complete(key, upload, parts);

        try {
            store.complete(key, upload, parts);
        } catch (StoreRefusal refusal) {
            assertThat(refusal.isMissingUpload()).as(refusal.getMessage()).isTrue();
        }

        assertThat(read()).isEqualTo(bytes);
    }

    /** S3 says 404 to a late part, s3proxy takes and hides it; nothing may come of it. */
    @Test
    void ofAnAbortedUploadNothingComes() {
        send(1, noise(100));

        store.abort(key, upload);

        assertThatThrownBy(() -> store.parts(key, upload))
                .isInstanceOfSatisfying(StoreRefusal.class, refusal -> assertThat(refusal.isMissingUpload())
                        .isTrue());
        HttpResponse<byte[]> late = put(link(2), noise(10));
        assertThat(late.statusCode()).isIn(200, 404);
        late.headers().firstValue("ETag").ifPresent(eTag -> assertThatThrownBy(
                        () -> store.complete(key, upload, List.of(new Part(2, eTag))))
                .isInstanceOf(StoreRefusal.class));
        assertThat(store.multipartIds(key)).isEmpty();
        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).isEmpty();
        assertThatCode(() -> store.abort(key, upload)).doesNotThrowAnyException();
    }

    /** A process that died before it could write the id down. */
    @Test
    void openUploadsOfAKeyCanBeFoundByTheKeyAlone() {
        String second = store.startMultipart(key);

        assertThat(store.multipartIds(key)).containsExactlyInAnyOrder(upload, second);
        assertThat(store.multipartIds(key + "x")).isEmpty();
        assertThat(store.multipartIds(key.substring(0, key.length() - 1))).isEmpty();
    }

    @Test
    void bytesThatAreNotThoseOfTheirChecksumAreRefused() throws NoSuchAlgorithmException {
        byte[] bytes = noise(1000);
        String right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        String wrong = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(noise(1000)));

        HttpResponse<byte[]> refused = PartSender.call(HttpRequest.newBuilder(link(1))
                .header("Content-MD5", wrong)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(store.parts(key, upload)).isEmpty();
        assertThat(PartSender.call(HttpRequest.newBuilder(link(1))
                                .header("Content-MD5", right)
                                .PUT(BodyPublishers.ofByteArray(bytes))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartWhoseConnectionBreaksIsNoPart() throws IOException {
        URI link = link(1);
        try (Socket socket = new Socket(link.getHost(), link.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.1\r\nHost: " + link.getHost()
                            + ":" + link.getPort() + "\r\nContent-Length: 1000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(noise(400_000));
            out.flush();
        }

        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(store.parts(key, upload)).isEmpty());
    }

    @Test
    void aLinkTakesNoOtherPartThanItsOwn() {
        URI tampered = URI.create(link(1).toString().replace("partNumber=1", "partNumber=2"));

        assertThat(put(tampered, noise(10)).statusCode()).isEqualTo(403);
        assertThat(store.parts(key, upload)).isEmpty();
    }

    /** @return the entity tag without quotes */
    private String send(int number, byte[] bytes) {
        return bare(PartSender.send(link(number).toString(), bytes));
    }

    private URI link(int number) {
        return store.partLink(key, upload, number, MINUTE);
    }

    private static HttpResponse<byte[]> put(URI link, byte[] bytes) {
        return PartSender.call(HttpRequest.newBuilder(link)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private static String bare(String eTag) {
        return eTag.replace("\"", "");
    }

    private byte[] read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream stored = store.open(key, 0, null)) {
            stored.transferTo(bytes);
        }
        return bytes.toByteArray();
    }
}

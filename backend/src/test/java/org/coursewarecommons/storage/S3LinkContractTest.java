package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coursewarecommons.storage.PartSender.noise;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Signed links, and what is given without: like {@link S3ContractTest}. */
class S3LinkContractTest extends S3Contract {

    @Test
    void aSignedLinkGivesTheBytesUnderTheNameAndTypeItNames() throws IOException {
        byte[] bytes = noise(2000);
        String key = send(bytes);

        HttpResponse<byte[]> whole = fetch(store.downloadLink(
                key,
                "attachment; filename=\"f.pptx\"; filename*=UTF-8''%E5%88%86%20%22.pptx",
                "application/x-test",
                MINUTE));

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(bytes);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("application/x-test");
        assertThat(whole.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"f.pptx\"; filename*=UTF-8''%E5%88%86%20%22.pptx");
    }

    @Test
    void aSignedLinkGivesRangesAndAnswersConditions() throws IOException {
        byte[] bytes = noise(2000);
        URI link = link(send(bytes));

        HttpResponse<byte[]> part = fetch(link, HttpHeaders.RANGE, "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 100-199/2000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
        assertThat(fetch(link, HttpHeaders.RANGE, "bytes=-5").body()).isEqualTo(Arrays.copyOfRange(bytes, 1995, 2000));
        assertThat(fetch(link, HttpHeaders.RANGE, "bytes=2000-").statusCode()).isEqualTo(416);
        String eTag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(fetch(link, HttpHeaders.IF_NONE_MATCH, eTag).statusCode()).isEqualTo(304);
    }

    @Test
    void aLinkOpensNothingButWhatItWasSignedFor() throws IOException {
        String key = send(noise(10));
        String other = send(noise(10));
        URI link = link(key);

        assertThat(fetch(URI.create(link.toString().replace(key, other))).statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(link.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=600")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(link.toString().replace("x-test", "x-tess")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(PartSender.call(HttpRequest.newBuilder(link)
                                .PUT(BodyPublishers.ofByteArray(noise(10)))
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(PartSender.call(HttpRequest.newBuilder(link).DELETE().build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).hasValue(10L);
    }

    @Test
    void aLinkRunsOut() throws IOException {
        URI link = store.downloadLink(send(noise(10)), "attachment", "application/x-test", Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(fetch(link).statusCode()).isEqualTo(403));
    }

    @Test
    void withoutOrWithAWrongSignatureNothingIsGivenOrTaken() throws IOException {
        String key = send(noise(10));
        URI bare = URI.create(properties.endpoint() + "/" + properties.bucket() + "/" + key);

        assertThat(fetch(bare).statusCode()).isEqualTo(403);
        try (ObjectStore stranger = new ObjectStore(S3Endpoint.withSecret(properties, "wrong-secret-of-some-length"))) {
            assertThatThrownBy(() -> stranger.open(key, 0, null)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> stranger.remove(key)).isInstanceOf(ProblemException.class);
            assertThat(fetch(stranger.downloadLink(key, "attachment", "application/x-test", MINUTE))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(store.stat(key).map(io.minio.StatObjectResponse::size)).hasValue(10L);
    }
}

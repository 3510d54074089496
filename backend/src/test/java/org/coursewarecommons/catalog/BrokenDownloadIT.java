package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A download that breaks off never looks like a whole one, and hurts no other. */
@IntegrationTest
@Timeout(120)
class BrokenDownloadIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final int FIRST = 64 << 10;

    private final int port;
    private final Api author;

    BrokenDownloadIT(@LocalServerPort int port) {
        this.port = port;
        author = Api.on(port).as(AUTHOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "archive"})
    void aStoreThatDiesMidwayEndsTheAnswerWithAnErrorAndNotWithAShortFile(String door) throws Exception {
        byte[] bytes = noise(24 << 20);
        String path = path(door, bytes);

        try (InputStream body = open(path)) {
            assertThat(body.readNBytes(FIRST)).hasSize(FIRST);
            TestStack.get().wire("courseware.s3.endpoint").whileCut(() -> assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class));
        }

        assertThat(author.get(path).bytes()).hasSizeGreaterThanOrEqualTo(bytes.length);
    }

    /** More than the store's client keeps connections: none of them may be lost with the caller. */
    @Test
    void callersWhoLeaveTakeNothingWithThem() throws Exception {
        byte[] bytes = noise(9 << 20);
        String path = path("content", bytes);

        for (int caller = 0; caller < 80; caller++) {
            try (InputStream body = open(path)) {
                assertThat(body.readNBytes(10)).hasSize(10);
            }
        }

        assertThat(author.get(path).bytes()).isEqualTo(bytes);
    }

    /** As the owner, who gets a file whatever its check says. */
    private String path(String door, byte[] bytes) {
        String resource = author.post("resources", Map.of("title", "下载中断")).text("/id");
        Api.Answer attached = author.upload("resources/" + resource + "/files", "a.pdf", "application/pdf", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        return door.equals("content")
                ? attached.header("Location").orElseThrow()
                : "/api/v1/resources/" + resource + "/files/archive";
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private InputStream open(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + Api.token(Map.of("username", AUTHOR)))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}

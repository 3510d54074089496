package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.coursewarecommons.storage.PartSender.noise;
import static org.coursewarecommons.storage.PartSender.sendAll;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A school's bad line: the connection is lost again and again, at any byte, and the file is whole in the end. */
@IntegrationTest
class CutUploadIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final int CUTS = 50;
    private static final long SEED = 20_261_123;

    @LocalServerPort
    int port;

    @Autowired
    Blobs blobs;

    Api author;
    final CutLine line = new CutLine(SEED);

    @BeforeEach
    void connect() {
        author = Api.on(port).as(AUTHOR);
    }

    @Test
    void aStreamCutFiftyTimesIsWhole() throws IOException {
        byte[] bytes = noise(21 << 20);
        TusCalls tus = new TusCalls(author);
        String location = TusCalls.location(tus.create(bytes.length));
        String url = "http://127.0.0.1:" + port + location;
        String bearer = CutLine.bearer(AUTHOR);
        int kept = 0;
        for (int i = 0; i < CUTS; i++) {
            int offset = tus.offset(location);
            assertThat(offset).isBetween(kept, kept + (1 << 19));
            kept = offset;
            line.send(
                    "PATCH",
                    url,
                    Map.of(
                            "Authorization",
                            bearer,
                            "Tus-Resumable",
                            "1.0.0",
                            "Upload-Offset",
                            Integer.toString(offset),
                            "Content-Type",
                            TusCalls.CHUNK),
                    bytes,
                    offset,
                    line.some(1 << 19));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            int offset = tus.offset(location);
            return tus.rest(location, bytes, offset).status() == 204;
        });

        assertSame(TusCalls.ended(author, location).text("/sha256"), bytes);
    }

    @Test
    void whatArrivedBeforeTheCutStays() throws IOException {
        byte[] bytes = noise(10 << 20);
        TusCalls tus = new TusCalls(author);
        String location = TusCalls.location(tus.create(bytes.length));
        int arrived = 9_000_000;

        // Hangs up properly, so every byte that was sent arrives.
        new CutLine(hangsUp())
                .send(
                        "PATCH",
                        "http://127.0.0.1:" + port + location,
                        Map.of(
                                "Authorization",
                                CutLine.bearer(AUTHOR),
                                "Tus-Resumable",
                                "1.0.0",
                                "Upload-Offset",
                                "0",
                                "Content-Type",
                                TusCalls.CHUNK),
                        bytes,
                        0,
                        arrived);

        await().atMost(Duration.ofSeconds(30)).until(() -> tus.offset(location) == arrived);
    }

    @Test
    void partsCutFiftyTimesAreRepeatedAndTheFileIsWhole() throws IOException {
        byte[] bytes = noise(18 << 20);
        Api.Answer opened =
                author.post("uploads", Map.of("name", "a.mp4", "size", bytes.length, "mediaType", "video/mp4"));
        int partSize = opened.json().get("partSize").asInt();
        for (int i = 0; i < CUTS; i++) {
            JsonNode part = opened.json().at("/parts/" + (line.some(3) - 1));
            int from = (part.get("number").asInt() - 1) * partSize;
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize));
            line.send("PUT", part.get("url").asText(), Map.of(), piece, 0, line.some(piece.length - 1));
        }

        List<Map<String, Object>> parts = sendAll(opened, bytes);
        Api.Answer done = author.post("uploads/" + opened.text("/uploadId") + "/completion", Map.of("parts", parts));

        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertSame(done.text("/sha256"), bytes);
    }

    private void assertSame(String sha256, byte[] bytes) throws IOException {
        assertThat(sha256).isEqualTo(Hashing.of(new ByteArrayInputStream(bytes)).sha256());
        try (var stored = blobs.open(sha256)) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes);
        }
    }

    /** A seed whose first choice is to hang up rather than to drop dead. */
    private static long hangsUp() {
        long seed = 0;
        while (new java.util.Random(seed).nextBoolean()) {
            seed++;
        }
        return seed;
    }
}

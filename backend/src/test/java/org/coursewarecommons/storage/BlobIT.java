package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Blobs as the other modules use them. */
@IntegrationTest
class BlobIT {

    @TempDir
    Path folder;

    @Autowired
    Blobs blobs;

    @Test
    void aFileLargerThanOnePartComesBackAsItWent() throws IOException {
        Path file = noise(9 << 20);

        StoredBlob blob = blobs.put(file);

        assertThat(blob.size()).isEqualTo(9 << 20);
        try (InputStream stored = blobs.open(blob.sha256())) {
            assertThat(Hashing.of(stored)).isEqualTo(blob);
        }
        assertThat(blobs.put(file)).isEqualTo(blob);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path empty = noise(0);

        assertThatThrownBy(() -> blobs.put(empty))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo(StorageProblem.EMPTY_FILE));
    }

    @Test
    void signedDownloadLinksCarryNameAndType() throws Exception {
        Path file = noise(500);
        StoredBlob blob = blobs.put(file);

        URI link = blobs.downloadLink(blob.sha256(), "分数.pptx", "application/x-test", Duration.ofMinutes(1));
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(file));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-test");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        name -> assertThat(name).startsWith("attachment").contains("%E5%88%86%E6%95%B0.pptx"));
    }

    @Test
    void aBlobThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> blobs.open("0".repeat(64)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo("not-found"));
    }

    private Path noise(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return Files.write(folder.resolve("file"), bytes);
    }
}

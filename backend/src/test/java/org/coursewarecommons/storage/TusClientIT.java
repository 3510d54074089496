package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.storage.PartSender.noise;

import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that others wrote. */
@IntegrationTest
class TusClientIT {

    private static final String AUTHOR = "T-JHS-005-01";

    @LocalServerPort
    int port;

    final TusClient client = new TusClient();

    @BeforeEach
    void connect() throws IOException {
        client.setUploadCreationURL(
                URI.create("http://127.0.0.1:" + port + TusController.PATH).toURL());
        client.setHeaders(Map.of("Authorization", CutLine.bearer(AUTHOR)));
        client.enableResuming(new TusURLMemoryStore());
    }

    @Test
    void itsUploadInManyRequestsIsWhole() throws Exception {
        byte[] bytes = noise(9 << 20);

        URL location = send(client.createUpload(upload(bytes)), 3 << 20, Integer.MAX_VALUE);

        assertWhole(location, bytes);
    }

    @Test
    void itGoesOnWhereItWasInterrupted() throws Exception {
        byte[] bytes = noise(10 << 20);
        URL begun = send(client.createUpload(upload(bytes)), 9 << 20, 9 << 20);

        TusUploader resumed = client.resumeUpload(upload(bytes));

        assertThat(resumed.getUploadURL()).isEqualTo(begun);
        assertThat(resumed.getOffset()).isEqualTo(9 << 20);
        assertWhole(send(resumed, 9 << 20, Integer.MAX_VALUE), bytes);
    }

    private static TusUpload upload(byte[] bytes) {
        TusUpload upload = new TusUpload();
        upload.setInputStream(new ByteArrayInputStream(bytes));
        upload.setSize(bytes.length);
        upload.setFingerprint("the same file");
        upload.setMetadata(Map.of("filename", "课件.mp4", "filetype", "video/mp4"));
        return upload;
    }

    private static URL send(TusUploader uploader, int request, int upTo) throws IOException, ProtocolException {
        uploader.setChunkSize(1 << 20);
        uploader.setRequestPayloadSize(request);
        while (uploader.getOffset() < upTo && uploader.uploadChunk() > 0) {
            // Goes on.
        }
        uploader.finish();
        return uploader.getUploadURL();
    }

    private void assertWhole(URL location, byte[] bytes) throws IOException {
        Api.Answer ended = TusCalls.ended(Api.on(port).as(AUTHOR), location.getPath());
        assertThat(ended.text("/state")).isEqualTo("DONE");
        assertThat(ended.text("/sha256"))
                .isEqualTo(Hashing.of(new ByteArrayInputStream(bytes)).sha256());
        assertThat(ended.text("/name")).isEqualTo("课件.mp4");
    }
}

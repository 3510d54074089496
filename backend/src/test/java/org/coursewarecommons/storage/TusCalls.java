package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.coursewarecommons.Api;

/** What a tus client says, word by word. */
final class TusCalls {

    static final String CHUNK = "application/offset+octet-stream";

    private final Api api;

    TusCalls(Api caller) {
        api = caller.with("Tus-Resumable", "1.0.0").with("Accept", "*/*");
    }

    private TusCalls(Api api, boolean ready) {
        this.api = api;
    }

    TusCalls with(String header, String value) {
        return new TusCalls(api.with(header, value), true);
    }

    Api api() {
        return api;
    }

    static String metadata(String name, String type) {
        return "filename " + base64(name) + ",filetype " + base64(type);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Api.Answer create(long length) {
        return create(length, metadata("分数的初步认识.pptx", "application/x-test"));
    }

    Api.Answer create(long length, String metadata) {
        return api.with("Upload-Length", Long.toString(length))
                .with("Upload-Metadata", metadata)
                .call("POST", "tus", BodyPublishers.noBody(), null);
    }

    Api.Answer head(String location) {
        return api.call("HEAD", location, BodyPublishers.noBody(), null);
    }

    Api.Answer patch(String location, long offset, byte[] bytes) {
        return api.with("Upload-Offset", Long.toString(offset))
                .call("PATCH", location, BodyPublishers.ofByteArray(bytes), CHUNK);
    }

    Api.Answer rest(String location, byte[] whole, int offset) {
        return patch(location, offset, Arrays.copyOfRange(whole, offset, whole.length));
    }

    int offset(String location) {
        return offset(head(location));
    }

    static int offset(Api.Answer answer) {
        return Integer.parseInt(answer.header("Upload-Offset").orElseThrow(() -> new AssertionError(answer)));
    }

    static String location(Api.Answer created) {
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.header("Location").orElseThrow();
    }

    static String uploadId(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** @return the session once it is neither open nor being completed */
    static Api.Answer ended(Api api, String location) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.with("Accept", "application/json").get("uploads/" + uploadId(location)),
                        session -> !session.text("/state").matches("OPEN|COMPLETING"));
    }
}

package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls the application as any client would: over HTTP, with a token of the issuer. Immutable; {@code with…} methods
 * give a changed copy for the next call.
 */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String base;
    private final Map<String, String> headers;

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** @param port of the application under test */
    public static Api on(int port) {
        return new Api("http://127.0.0.1:" + port, Map.of("Accept", "application/json"));
    }

    /** As the person or school client of the seeds. */
    public Api as(String username) {
        return withToken(TOKENS.computeIfAbsent(username, name -> token(Map.of("username", name))));
    }

    public Api withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new Api(base, changed);
    }

    public Api in(String language) {
        return with("Accept-Language", language);
    }

    public Api ifMatch(String eTag) {
        return with("If-Match", eTag);
    }

    /** With an {@code Idempotency-Key}. */
    public Api once(UUID key) {
        return with("Idempotency-Key", key.toString());
    }

    /** A properly signed token, also a wrong one: see the issuer's {@code POST /demo/tokens}. */
    public static String token(Map<String, ?> request) {
        HttpRequest http = HttpRequest.newBuilder(URI.create(TestStack.get().issuer() + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(request)))
                .build();
        Answer answer = send(http);
        if (answer.status() != 200) {
            throw new IllegalStateException("no token: " + answer);
        }
        return answer.json().get("access_token").asText();
    }

    public Answer get(String path) {
        return call("GET", path, BodyPublishers.noBody(), null);
    }

    public Answer post(String path, Object body) {
        return json("POST", path, body, "application/json");
    }

    public Answer post(String path) {
        return call("POST", path, BodyPublishers.noBody(), null);
    }

    public Answer put(String path, Object body) {
        return json("PUT", path, body, "application/json");
    }

    public Answer patch(String path, Object body) {
        return json("PATCH", path, body, "application/merge-patch+json");
    }

    public Answer delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody(), null);
    }

    /** {@code multipart/form-data} with one part {@code file}. */
    public Answer upload(String path, String fileName, String mediaType, byte[] bytes) {
        String boundary = "----" + UUID.randomUUID();
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: " + mediaType + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofByteArray(head), BodyPublishers.ofByteArray(bytes), BodyPublishers.ofByteArray(tail));
        return call("POST", path, body, "multipart/form-data; boundary=" + boundary);
    }

    public Answer call(String method, String path, BodyPublisher body, @Nullable String contentType) {
        return call(method, path, body, contentType, null);
    }

    private Answer call(
            String method, String path, BodyPublisher body, @Nullable String contentType, @Nullable String text) {
        String url = path.startsWith("http") ? path : base + (path.startsWith("/") ? "" : "/api/v1/") + path;
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).method(method, body);
        headers.forEach(builder::setHeader);
        if (contentType != null) {
            builder.setHeader("Content-Type", contentType);
        }
        HttpRequest request = builder.build();
        Answer answer = send(request);
        ContractWatch.saw(request, text, answer.response());
        ExampleRecorder.record(request, text, answer.response());
        return answer;
    }

    private Answer json(String method, String path, Object body, String contentType) {
        String text = body instanceof String ready ? ready : write(body);
        return call(method, path, BodyPublishers.ofString(text), contentType, text);
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException notJson) {
                throw new UncheckedIOException("not JSON: " + this, notJson);
            }
        }

        /** The value at a JSON Pointer, as text. */
        public String text(String pointer) {
            return json().at(pointer).asText();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public String eTag() {
            return header("ETag").orElseThrow(() -> new AssertionError("no ETag: " + this));
        }

        @Override
        public String toString() {
            return response.request().method() + " " + response.request().uri() + " → " + status() + " "
                    + new String(response.body(), StandardCharsets.UTF_8);
        }
    }
}

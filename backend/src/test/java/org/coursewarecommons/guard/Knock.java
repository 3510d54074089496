package org.coursewarecommons.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one request as a persona, and does not wait for streams of events to end. */
final class Knock {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A stream of events keeps silent until there is one; who may not listen is told at once. */
    private static final Duration A_REFUSAL_COMES_WITHIN = Duration.ofMillis(700);

    private final String base;

    Knock(int port) {
        base = "http://127.0.0.1:" + port;
    }

    Reply at(Door door, Map<String, String> ids, Persona persona, @Nullable String body) {
        String path = door.path(ids);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(door.stream() ? A_REFUSAL_COMES_WITHIN : Duration.ofSeconds(60))
                .header("Accept", "*/*")
                .header("If-Match", "\"stale\"")
                .header("Tus-Resumable", "1.0.0");
        persona.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        if (door.bodyType() == null) {
            request.method(door.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", door.bodyType())
                    .method(door.method(), BodyPublishers.ofString(body == null ? "{}" : body));
        }
        String asked = persona.column() + ": " + door.method() + " " + path;
        try {
            return send(request.build(), asked);
        } catch (HttpTimeoutException waiting) {
            if (door.stream()) {
                return new Reply(asked, 200, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
            }
            throw new UncheckedIOException(asked, waiting);
        } catch (IOException broken) {
            throw new UncheckedIOException(asked, broken);
        }
    }

    Reply send(HttpRequest request, String asked) throws IOException {
        try {
            HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean stream =
                        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Reply(
                        asked, answer.statusCode(), answer.headers(), stream ? new byte[0] : body.readAllBytes());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    URI uri(String path) {
        return URI.create(base + path);
    }
}

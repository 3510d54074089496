package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.coursewarecommons.Api;

/** A client's side of an upload: PUTs parts to the store by their signed links. */
public final class PartSender {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private PartSender() {}

    static Map<String, Object> part(int number, String eTag) {
        return Map.of("number", number, "etag", eTag);
    }

    public static List<Map<String, Object>> sendAll(Api.Answer opened, byte[] bytes) {
        int partSize = opened.json().get("partSize").asInt();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (JsonNode part : opened.json().get("parts")) {
            int number = part.get("number").asInt();
            int from = (number - 1) * partSize;
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize));
            parts.add(part(number, send(part.get("url").asText(), piece)));
        }
        return parts;
    }

    /** @return the entity tag */
    static String send(String url, byte[] bytes) {
        HttpResponse<byte[]> answer = call(HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    static HttpResponse<byte[]> call(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return Hashing.of(new ByteArrayInputStream(bytes)).sha256();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** As it is when the last byte of a form has come. */
    static FormFile form(byte[] bytes) {
        ReceivedFile received = new ReceivedFile();
        received.add(ByteBuffer.wrap(bytes));
        received.end();
        return new FormFile("file", "a.pdf", "application/pdf", received);
    }
}

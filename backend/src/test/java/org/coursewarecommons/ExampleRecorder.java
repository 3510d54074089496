package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * With {@code -Dopenapi.record=true} keeps the first real exchange of each operation and status as the contract's
 * example. Signed links are cut: they would be secrets, and different every time.
 */
final class ExampleRecorder {

    private static final boolean ON = Boolean.getBoolean("openapi.record");
    private static final Path FOLDER = Path.of("src/main/resources/openapi/examples");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int MAX_ITEMS = 3;
    private static final String ANY = "[^/]+";

    /** {@code /review-tasks/counts} is no {@code /review-tasks/{id}}. */
    private static final Comparator<Pattern> MOST_LITERAL_FIRST = Comparator.comparing(
                    (Pattern pattern) -> pattern.pattern().split(Pattern.quote(ANY), -1).length)
            .thenComparing(Pattern::pattern);

    private static final Map<String, Map<Pattern, String>> OPERATIONS = new ConcurrentHashMap<>();

    private ExampleRecorder() {}

    static synchronized void record(HttpRequest request, @Nullable String body, HttpResponse<byte[]> response) {
        if (!ON || !request.uri().getPath().startsWith("/api/")) {
            return;
        }
        String operation = operationOf(request);
        if (operation == null) {
            return;
        }
        try {
            Path file = FOLDER.resolve(operation + ".json");
            ObjectNode examples =
                    Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
            boolean success = response.statusCode() < 300;
            if (success && body != null && !examples.has("request")) {
                examples.set("request", JSON.readTree(body));
            }
            ObjectNode responses = examples.has("responses")
                    ? (ObjectNode) examples.get("responses")
                    : examples.putObject("responses");
            String status = String.valueOf(response.statusCode());
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (type.contains("json") && response.body().length > 0 && !responses.has(status)) {
                responses.set(status, shortened(JSON.readTree(response.body())));
            }
            if (!responses.isEmpty() || examples.has("request")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, JSON.writeValueAsString(examples) + "\n");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode shortened(JsonNode body) throws IOException {
        if (body.path("items").isArray()) {
            var items = (ArrayNode) body.get("items");
            while (items.size() > MAX_ITEMS) {
                items.remove(items.size() - 1);
            }
        }
        String text = JSON.writeValueAsString(body)
                .replaceAll(
                        "http://127\\.0\\.0\\.1:\\d+/([^\"?]*)\\?[^\"]*",
                        "https://objects.example/$1?X-Amz-Signature=cut");
        return JSON.readTree(text);
    }

    private static @Nullable String operationOf(HttpRequest request) {
        String origin = request.uri().getScheme() + "://" + request.uri().getAuthority();
        Map<Pattern, String> operations = OPERATIONS.computeIfAbsent(origin, ExampleRecorder::load);
        String line = request.method() + " " + request.uri().getPath();
        return operations.entrySet().stream()
                .filter(operation -> operation.getKey().matcher(line).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<Pattern, String> load(String origin) {
        Map<Pattern, String> operations = new TreeMap<>(MOST_LITERAL_FIRST);
        try {
            byte[] document = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(origin + "/v3/api-docs"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            JSON.readTree(document).get("paths").properties().forEach(path -> path.getValue()
                    .properties()
                    .forEach(operation -> operations.put(
                            Pattern.compile(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                    + path.getKey().replaceAll("\\{[^}]+}", ANY)),
                            operation.getValue().path("operationId").asText())));
            return operations;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

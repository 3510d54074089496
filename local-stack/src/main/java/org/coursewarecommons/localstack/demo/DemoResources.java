package org.coursewarecommons.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coursewarecommons.localstack.Console;

/**
 * Brings the district's resources in by the API's own door, as a steward of the district would: once for a set of data,
 * while the demo serves already.
 */
final class DemoResources {

    private static final String STEWARD = "D-01";
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final DemoFiles files;
    private final DemoDescription description;
    private final Console console;

    DemoResources(DemoFiles files, DemoDescription description, Console console) {
        this.files = files;
        this.description = description;
        this.console = console;
    }

    /** Loads beside everything else; what goes wrong is told and stops nothing. */
    void loadInBackground() {
        Thread thread = new Thread(this::load, "resources");
        thread.setDaemon(true);
        thread.start();
    }

    private void load() {
        try {
            Path folder = files.seeds().resolve("resources");
            if (!Files.isDirectory(folder)) {
                return;
            }
            byte[] zip = zip(folder);
            String sha256 = sha256(zip);
            Path loaded = files.data().resolve("resources.sha256");
            if (Files.exists(loaded) && Files.readString(loaded).equals(sha256)) {
                return;
            }
            console.line("正在后台导入示例资源 / Importing the district's resources in the background");
            JsonNode end = run(zip);
            JsonNode counts = end.path("counts");
            console.line(
                    "示例资源已导入 / Resources imported: %s of %s, %s skipped, %s failed (GET /api/v1/imports/%s/rows)",
                    counts.path("done").asInt(),
                    counts.path("total").asInt(),
                    counts.path("skipped").asInt(),
                    counts.path("failed").asInt(),
                    end.path("id").asText());
            Files.writeString(loaded, sha256);
        } catch (IOException broken) {
            console.line("示例资源未能导入 / The resources were not imported: %s", broken.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Loads now. @return the import's id */
    String loadNow() throws IOException, InterruptedException {
        JsonNode end = run(zip(files.seeds().resolve("resources")));
        console.line(
                "示例资源已导入 / Resources imported: %d of %d",
                end.at("/counts/done").asInt(), end.at("/counts/total").asInt());
        return end.path("id").asText();
    }

    private JsonNode run(byte[] zip) throws IOException, InterruptedException {
        String boundary = "resources-" + sha256(zip);
        String head = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"resources.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        HttpRequest.BodyPublisher form = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(zip),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        JsonNode started = send(request("/api/v1/imports?mode=historic")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form));
        JsonNode now = started;
        while (List.of("PENDING", "RUNNING").contains(now.path("state").asText())) {
            Thread.sleep(EVERY.toMillis());
            now = send(request("/api/v1/imports/" + started.path("id").asText()).GET());
        }
        return now;
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        // A new token for each call: the first would not live as long as a long import.
        JsonNode token = send(HttpRequest.newBuilder(URI.create(description.issuer() + "/demo/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("username", STEWARD)))));
        return HttpRequest.newBuilder(URI.create(description.api() + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.path("access_token").asText());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return json.readTree(answer.body());
    }

    /** The same bytes for the same folder, so that they can be told from others. */
    static byte[] zip(Path folder) throws IOException {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.coursewarecommons.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coursewarecommons.Api;
import org.jspecify.annotations.Nullable;

/** A person who uploads by one door after the other, and who goes on where the backend died when it is back. */
final class CrashClient {

    private static final Path SAMPLE = Path.of("..", "seeds", "courseware", "changfangxing-zhouchang.pdf");

    private static final int PART = 8 << 20;

    private final String person;
    private final Queue<Promise> promises;
    private final Random random = new Random();
    private Api api;
    private volatile String lastStep = "nothing";
    private @Nullable Unfinished unfinished;

    CrashClient(String person, Queue<Promise> promises) {
        this.person = person;
        this.promises = promises;
    }

    /**
     * What the backend has said to be done.
     *
     * @param path of the file's content; null while it is attached to nothing
     */
    record Promise(String person, String door, String sha256, @Nullable String path) {

        void check(int port) {
            if (path != null) {
                Api.Answer content = Api.on(port).as(person).get(path);
                assertThat(content.status()).as(this + " → " + content.status()).isEqualTo(200);
                assertThat(hash(content.bytes())).as(toString()).isEqualTo(sha256);
            }
        }
    }

    /** @param parts as the store has acknowledged them; empty while not all are sent */
    private record Unfinished(String door, String location, byte[] bytes, List<Map<String, Object>> parts) {}

    void use(int port) {
        api = Api.on(port).as(person);
    }

    String lastStep() {
        return lastStep;
    }

    void workUntilItDies() {
        try {
            resume();
            for (int round = random.nextInt(3); ; round++) {
                switch (round % 3) {
                    case 0 -> parts();
                    case 1 -> form();
                    default -> tus();
                }
            }
        } catch (UncheckedIOException dead) {
            // The next backend will hear from us.
        }
    }

    private void form() {
        byte[] bytes = smallPdf();
        String draft = draft();
        step("form");
        Api.Answer answer = api.upload("resources/" + draft + "/files", "周长.pdf", "application/pdf", bytes);
        if (isDone(answer, 201)) {
            promises.add(new Promise(
                    person, "form", hash(bytes), answer.header("Location").orElseThrow()));
        }
        step("inspection");
    }

    private void parts() {
        byte[] bytes = random.nextBoolean() ? smallPdf() : PartSender.noise((8 << 20) + 1 + random.nextInt(100_000));
        step("open");
        Api.Answer opened = api.once(UUID.randomUUID())
                .post("uploads", Map.of("name", "a.pdf", "size", bytes.length, "mediaType", "application/pdf"));
        if (isDone(opened, 201)) {
            unfinished = new Unfinished("parts", opened.text("/uploadId"), bytes, new ArrayList<>());
            step("part");
            unfinished.parts().addAll(PartSender.sendAll(opened, bytes));
            completeParts(unfinished);
        }
    }

    private void completeParts(Unfinished upload) {
        if (upload.parts().isEmpty()) {
            sendParts(upload);
        }
        step("complete");
        Api.Answer done = api.post("uploads/" + upload.location() + "/completion", Map.of("parts", upload.parts()));
        if (isDone(done, 200)) {
            assertThat(done.text("/sha256")).isEqualTo(hash(upload.bytes()));
            promises.add(new Promise(person, "parts", hash(upload.bytes()), null));
            attach(upload);
        }
    }

    private void sendParts(Unfinished upload) {
        step("links");
        int count = (upload.bytes().length + PART - 1) / PART;
        Api.Answer links = api.post(
                "uploads/" + upload.location() + "/parts",
                Map.of("numbers", IntStream.rangeClosed(1, count).boxed().toList()));
        if (isDone(links, 200)) {
            links.json().get("parts").forEach(part -> {
                int number = part.get("number").asInt();
                int from = (number - 1) * PART;
                byte[] piece = Arrays.copyOfRange(upload.bytes(), from, Math.min(upload.bytes().length, from + PART));
                upload.parts()
                        .add(PartSender.part(
                                number, PartSender.send(part.get("url").asText(), piece)));
            });
        }
    }

    private void tus() {
        byte[] bytes = random.nextBoolean() ? smallPdf() : PartSender.noise((8 << 20) + 1 + random.nextInt(100_000));
        step("tus create");
        Api.Answer created = api.with("Tus-Resumable", "1.0.0")
                .with("Upload-Length", String.valueOf(bytes.length))
                .with("Upload-Metadata", "filename " + base64("a.pdf") + ",filetype " + base64("application/pdf"))
                .call("POST", "tus", BodyPublishers.noBody(), null);
        if (isDone(created, 201)) {
            unfinished = new Unfinished("tus", created.header("Location").orElseThrow(), bytes, List.of());
            sendRest(unfinished, 0);
        }
    }

    private void sendRest(Unfinished upload, int offset) {
        step("tus patch");
        Api.Answer sent = api.with("Tus-Resumable", "1.0.0")
                .with("Upload-Offset", String.valueOf(offset))
                .call(
                        "PATCH",
                        upload.location(),
                        BodyPublishers.ofByteArray(upload.bytes(), offset, upload.bytes().length - offset),
                        "application/offset+octet-stream");
        if (isDone(sent, 204)) {
            promises.add(new Promise(person, "tus", hash(upload.bytes()), null));
            attach(upload);
        }
    }

    private void attach(Unfinished upload) {
        step("attach");
        String draft = draft();
        String location = upload.location();
        Api.Answer attached = api.post(
                "resources/" + draft + "/files", Map.of("uploadId", location.substring(location.lastIndexOf('/') + 1)));
        unfinished = null;
        if (isDone(attached, 201)) {
            promises.add(new Promise(
                    person,
                    upload.door(),
                    hash(upload.bytes()),
                    attached.header("Location").orElseThrow()));
        }
        step("inspection");
    }

    private void resume() {
        Unfinished upload = unfinished;
        if (upload == null) {
            return;
        }
        unfinished = null;
        if (upload.door().equals("parts")) {
            completeParts(upload);
            return;
        }
        Api.Answer head =
                api.with("Tus-Resumable", "1.0.0").call("HEAD", upload.location(), BodyPublishers.noBody(), null);
        if (head.status() == 200) {
            int offset = Integer.parseInt(head.header("Upload-Offset").orElseThrow());
            if (offset < upload.bytes().length) {
                sendRest(upload, offset);
            } else {
                attach(upload);
            }
        }
    }

    private String draft() {
        step("draft");
        return api.post("resources", Map.of("title", "断电测试")).text("/id");
    }

    /** A backend that is dying may say 5xx; anything else that isn't what was to come is a finding. */
    private boolean isDone(Api.Answer answer, int expected) {
        if (answer.status() == expected) {
            return true;
        }
        System.out.println("    " + lastStep + ": " + answer);
        return false;
    }

    private void step(String step) {
        lastStep = step;
    }

    private static byte[] smallPdf() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(Files.readAllBytes(SAMPLE));
            bytes.write(("\n%" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII));
            return bytes.toByteArray();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return Hashing.of(new ByteArrayInputStream(bytes)).sha256();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

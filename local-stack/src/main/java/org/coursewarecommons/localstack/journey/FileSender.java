package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.localstack.journey.JourneyPlan.FilePlan;

/** Sends files to a draft: small ones through the API, large ones in parts by signed links. */
public final class FileSender {

    private final Http http;
    private final Seeds seeds;

    FileSender(Http http, Seeds seeds) {
        this.http = http;
        this.seeds = seeds;
    }

    Deposited.Sent send(String author, String resourceId, FilePlan file) {
        byte[] bytes = bytes(file);
        Answer attached = file.upload().equals("MULTIPART")
                ? inParts(author, resourceId, file, bytes)
                : small(author, resourceId, file, bytes);
        return new Deposited.Sent(attached.text("/fileId"), bytes.length, sha256(bytes));
    }

    private Answer small(String author, String resourceId, FilePlan file, byte[] bytes) {
        String boundary = "----" + UUID.randomUUID();
        return http.as(author, "POST", "/resources/" + resourceId + "/files?role=" + file.role())
                .bytes(
                        form(boundary, file.file(), file.mediaType(), bytes),
                        "multipart/form-data; boundary=" + boundary)
                .step("上传小文件 / Upload a small file", 201, answer -> checkAttached(answer, file, bytes));
    }

    private Answer inParts(String author, String resourceId, FilePlan file, byte[] bytes) {
        JsonNode session = http.as(author, "POST", "/uploads")
                .json(Map.of("name", file.file(), "size", bytes.length, "mediaType", file.mediaType()))
                .step(
                        "开始分片上传 / Open an upload session",
                        201,
                        answer ->
                                Answer.require(answer.json().path("parts").size() >= 2, "there are fewer than 2 parts"))
                .json();
        String upload = "/uploads/" + session.path("uploadId").asText();
        int partSize = session.path("partSize").asInt();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (JsonNode part : session.path("parts")) {
            int number = part.path("number").asInt();
            int from = (number - 1) * partSize;
            byte[] slice = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize));
            Answer stored = http.link(
                            author, "PUT", URI.create(part.path("url").asText()), "object store: part " + number)
                    .bytes(BodyPublishers.ofByteArray(slice), "application/octet-stream")
                    .step("直传分片 / Send part " + number, 200, Answer::eTag);
            parts.add(Map.of("number", number, "etag", stored.eTag()));
        }
        http.as(author, "GET", upload)
                .step(
                        "查看上传进度 / What has arrived",
                        200,
                        answer -> Answer.requireEqual(
                                answer.json().path("receivedParts").size(),
                                parts.size(),
                                "the number of received parts"));
        http.as(author, "POST", upload + "/completion")
                .json(Map.of("parts", parts))
                .step("完成上传 / Complete the upload", 200, answer -> {
                    answer.require("/state", "DONE");
                    answer.require("/sha256", sha256(bytes));
                });
        return http.as(author, "POST", "/resources/" + resourceId + "/files")
                .json(Map.of("uploadId", session.path("uploadId").asText(), "role", file.role()))
                .step("关联文件 / Attach the upload", 201, answer -> checkAttached(answer, file, bytes));
    }

    private static void checkAttached(Answer answer, FilePlan file, byte[] bytes) {
        answer.require("/name", file.file());
        answer.require("/role", file.role());
        answer.require("/size", bytes.length);
        answer.require("/sha256", sha256(bytes));
    }

    private byte[] bytes(FilePlan file) {
        if (file.padMebibytes() == 0) {
            return seeds.bytes(file.file());
        }
        Path source = seeds.courseware(file.file());
        try {
            Path padded = Files.createTempFile("journey", ".pptx");
            try {
                PaddedSlides.write(source, padded, file.padMebibytes());
                return Files.readAllBytes(padded);
            } finally {
                Files.deleteIfExists(padded);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code multipart/form-data} with one part {@code file}. */
    public static BodyPublisher form(String boundary, String name, String mediaType, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + mediaType + "\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head), BodyPublishers.ofByteArray(bytes), BodyPublishers.ofString(tail));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

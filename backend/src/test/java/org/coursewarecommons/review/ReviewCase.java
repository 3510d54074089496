package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;

/** A resource on its way through the review, driven through the doors by the persons of the seeds. */
final class ReviewCase {

    static final String COORDINATOR = "RC-01";
    private static final Path FILE = Path.of("..", "seeds", "courseware", "fenshu-lianxi.docx");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Api api;
    final String author;
    final String resourceId;
    /** Part of the title, so that lists can be narrowed to this case. */
    final String mark = UUID.randomUUID().toString().substring(24);

    private String submissionId = "";

    private ReviewCase(Api api, String author, String subject, String level) {
        this.api = api;
        this.author = author;
        this.resourceId =
                api.as(author).post("resources", metadata(subject, level)).text("/id");
    }

    /** A complete draft with one file, which is still being checked. */
    static ReviewCase draft(int port, String author, String subject, String level) {
        ReviewCase made = withoutFile(port, author, subject, level);
        made.attach("案例.docx", bytes());
        return made;
    }

    static ReviewCase withoutFile(int port, String author, String subject, String level) {
        return new ReviewCase(Api.on(port), author, subject, level);
    }

    static ReviewCase submitted(int port, String author, String subject, String level) {
        ReviewCase made = draft(port, author, subject, level);
        made.submitted();
        return made;
    }

    /** @return the file's id */
    String attach(String name, byte[] bytes) {
        Api.Answer attached =
                api.as(author).upload("resources/" + resourceId + "/files", name, "application/octet-stream", bytes);
        assertThat(attached.status()).as(attached.toString()).isEqualTo(201);
        return attached.text("/fileId");
    }

    /** Takes the file away and attaches a good one. */
    void replaceFile(String fileId) {
        Api.Answer removed = api.as(author).delete("resources/" + resourceId + "/files/" + fileId);
        assertThat(removed.status()).as(removed.toString()).isEqualTo(204);
        attach("案例.docx", bytes());
    }

    /** Changes the editable version's metadata. */
    void edit(Map<String, ?> changes) {
        Api.Answer read = api.as(author).get("resources/" + resourceId);
        String draft = read.text("/draftVersion/version");
        String eTag = draft.isEmpty()
                ? read.eTag()
                : api.as(author)
                        .get("resources/" + resourceId + "?version=" + draft)
                        .eTag();
        Api.Answer changed = api.as(author).ifMatch(eTag).patch("resources/" + resourceId, changes);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    /** Submits, and follows that submission from now on. */
    void submitted() {
        Api.Answer accepted = submit();
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        submissionId = accepted.text("/submissionId");
    }

    /** For authors of JHS-005: submitted, and past the levels below. @param level that is reached */
    static ReviewCase at(int port, String author, String subject, String target, String level) {
        ReviewCase made = submitted(port, author, subject, target);
        if (!level.equals("L1")) {
            made.passSchool();
        }
        if (level.equals("L3")) {
            made.passCollective("E-" + subject + "-PRIMARY-06", "R-" + subject + "-PRIMARY-08");
        }
        return made;
    }

    /** The school's first look, by its admin. */
    void passSchool() {
        decided("SA-JHS-005", task("TEACHER", 1), sheet("T", 4));
    }

    void passCollective(String expert, String teacher) {
        decided("X-06", task("TECHNICIAN", 1), sheet("X", 4));
        decided(expert, task("EXPERT", 1), sheet("E", 4));
        decided(teacher, task("TEACHER", 1), sheet("T", 4));
    }

    Api.Answer submit() {
        return api.as(author).post("resources/" + resourceId + "/submissions", Map.of("promise", true));
    }

    Api.Answer resource(String person) {
        return api.as(person).get("resources/" + resourceId);
    }

    String submissionId() {
        return submissionId;
    }

    Api.Answer submission(String person) {
        return api.as(person).get("submissions/" + submissionId);
    }

    void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(submission(author).text("/state")).isEqualTo(state));
    }

    /** The open tasks of a kind and round, as soon as they are that many. */
    List<String> tasks(String kind, int round, int expected) {
        List<String> found = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            found.clear();
            found.addAll(queue(COORDINATOR, "team", kind, round));
            assertThat(found).as(kind).hasSize(expected);
        });
        return List.copyOf(found);
    }

    String task(String kind, int round) {
        return tasks(kind, round, 1).get(0);
    }

    List<String> queue(String person, String queue, String kind, int round) {
        List<String> ids = new ArrayList<>();
        for (JsonNode task : api.as(person)
                .get("review-tasks?queue=" + queue + "&kind=" + kind + "&q=" + mark)
                .json()
                .get("items")) {
            if (task.get("round").asInt() == round) {
                ids.add(task.get("id").asText());
            }
        }
        return ids;
    }

    Api.Answer claim(String person, String taskId) {
        return api.as(person).post("review-tasks/" + taskId + "/claim");
    }

    Api.Answer decide(String person, String taskId, Object decision) {
        return api.as(person).post("review-tasks/" + taskId + "/decision", decision);
    }

    void decided(String person, String taskId, Object decision) {
        Api.Answer answer = decide(person, taskId, decision);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("/state")).isEqualTo("DECIDED");
    }

    /** The same score for every dimension that exists for a teaching case. */
    static Map<String, Object> sheet(String form, int score) {
        Map<String, Integer> scores = new HashMap<>();
        List<String> dimensions =
                switch (form) {
                    case "E" -> List.of("E1", "E2", "E3", "E4", "E5", "E6");
                    case "T" -> List.of("T1", "T2", "T3", "T5", "T6");
                    default -> List.of("X1", "X2", "X4", "X5", "X6", "X7");
                };
        dimensions.forEach(dimension -> scores.put(dimension, score));
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("scores", scores);
        sheet.put("comment", "总体评价：结构完整，表述清楚。");
        return sheet;
    }

    private Map<String, Object> metadata(String subject, String level) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", "教学案例 " + mark);
        metadata.put("description", "一节课的教学案例，供评审流程测试。");
        metadata.put("type", "CASE");
        metadata.put("stage", "PRIMARY");
        metadata.put("grades", List.of("G03"));
        metadata.put("subject", subject);
        metadata.put("granularity", "LESSON");
        metadata.put("standards", List.of("数与代数"));
        metadata.put("language", "zh");
        metadata.put("audience", List.of("TEACHER"));
        metadata.put("licence", "DISTRICT_EDU");
        metadata.put("rightsBasis", "ORIGINAL");
        metadata.put("contributors", List.of(Map.of("name", "某教师", "role", "AUTHOR")));
        metadata.put("personsVisible", "NONE");
        metadata.put("ai", Map.of("share", "NONE"));
        metadata.put("targetScope", Map.of("level", level));
        return metadata;
    }

    private static byte[] bytes() {
        try {
            return Files.readAllBytes(FILE);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

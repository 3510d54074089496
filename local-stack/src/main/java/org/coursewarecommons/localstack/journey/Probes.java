package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Wrong moves that must be refused with a problem document that names field and rule. */
final class Probes {

    private static final Duration INSPECTION = Duration.ofSeconds(30);
    private static final String PDF = "not-really.pdf";

    private final Http http;
    private final Seeds seeds;

    Probes(Http http, Seeds seeds) {
        this.http = http;
        this.seeds = seeds;
    }

    /** Bad requests on a draft of the person's own, which is dropped in the end. */
    void draft(String person, String mark) {
        http.anonymous("(nobody)", "GET", "/me")
                .language("zh-CN")
                .step("没有令牌 / No token", 401, answer -> answer.requireProblem("unauthenticated"));
        unknownProperty(person, "zh-CN");
        unknownProperty(person, "en");
        String path = repeated(person, mark);
        http.as(person, "PATCH", path)
                .mergePatch(Map.of("description", "-"))
                .step("缺少 If-Match / No If-Match", 428, answer -> answer.requireProblem("precondition-required"));
        http.as(person, "PATCH", path)
                .ifMatch("\"0-stale\"")
                .mergePatch(Map.of("description", "-"))
                .step("过期的 If-Match / Stale If-Match", 412, answer -> answer.requireProblem("stale"));
        upload(person, path, "empty.pdf", new byte[0])
                .step("空文件 / A file of 0 bytes", 422, answer -> answer.requireProblem(answer.text("/code")));
        wrongContent(person, path);
        http.as(person, "DELETE", path)
                .ifMatch(http.as(person, "GET", path).quiet().eTag())
                .step("删除草稿 / Drop the draft", 204);
        http.as(person, "GET", path).step("已删除 / It is gone", 404, answer -> answer.requireProblem("not-found"));
    }

    private void unknownProperty(String person, String language) {
        http.as(person, "POST", "/resources")
                .language(language)
                .json(Map.of("title", "x", "colour", "red", "subject", "XX"))
                .step("未知字段 / Unknown property (" + language + ")", 422, answer -> {
                    answer.requireProblem("invalid-input");
                    answer.requireFault("/colour", "unknown-property");
                    answer.requireFault("/subject", "unknown-code");
                    boolean chinese = answer.text("/title").codePoints().anyMatch(Character::isIdeographic);
                    Answer.requireEqual(chinese, language.startsWith("zh"), "the title is Chinese");
                });
    }

    /** The same key and body twice make one draft. @return its path */
    private String repeated(String person, String mark) {
        String key = UUID.randomUUID().toString();
        Map<String, String> body = Map.of("title", "探针草稿 " + mark);
        String id = http.as(person, "POST", "/resources")
                .header("Idempotency-Key", key)
                .json(body)
                .step("新建草稿 / Create a draft", 201)
                .createdId();
        http.as(person, "POST", "/resources")
                .header("Idempotency-Key", key)
                .json(body)
                .step(
                        "同键重发 / Same key again: first answer",
                        201,
                        answer -> Answer.requireEqual(answer.createdId(), id, "the id"));
        http.as(person, "POST", "/resources")
                .header("Idempotency-Key", key)
                .json(Map.of("title", "另一个 " + mark))
                .step("同键异文 / Same key, other body", 422, answer -> answer.requireProblem("idempotency-key-reused"));
        return "/resources/" + id;
    }

    private void wrongContent(String person, String path) {
        byte[] bytes = seeds.bytes(PDF);
        upload(person, path, PDF, bytes).step("名实不符的文件 / Content is not its extension", 201);
        http.as(person, "GET", path)
                .until(
                        "检查不通过 / The check refuses it",
                        INSPECTION,
                        answer -> !answer.text("/files/0/inspection/state").equals("PENDING"),
                        answer -> {
                            answer.require("/files/0/inspection/state", "FAILED");
                            Answer.require(
                                    answer.json()
                                            .at("/files/0/inspection/findings/0/code")
                                            .isTextual(),
                                    "no finding");
                        });
    }

    private Call upload(String person, String path, String name, byte[] bytes) {
        String boundary = "----" + UUID.randomUUID();
        return http.as(person, "POST", path + "/files")
                .bytes(
                        FileSender.form(boundary, name, "application/pdf", bytes),
                        "multipart/form-data; boundary=" + boundary);
    }

    /** The author sees no task of the own resource and can't take one by its id either. */
    void conflict(String author, String taskId, String mark) {
        http.as(author, "GET", "/review-tasks?queue=available&q=" + mark)
                .step(
                        "作者看不到任务 / Author is offered nothing",
                        200,
                        answer ->
                                Answer.require(answer.json().path("items").isEmpty(), "the author is offered a task"));
        Call claim = http.as(author, "POST", "/review-tasks/" + taskId + "/claim");
        claim.step("作者领取被拒 / Author may not claim", 404, answer -> answer.requireProblem("not-found"));
    }

    /** A score of 9 where 1–5 is asked. */
    void scoreOutOfRange(String person, String taskPath, JsonNode sheet) {
        ObjectNode wrong = sheet.deepCopy();
        String dimension = sheet.path("scores").fieldNames().next();
        ((ObjectNode) wrong.path("scores")).put(dimension, 9);
        http.as(person, "POST", taskPath + "/decision").json(wrong).step("分数越界 / A score of 9", 422, answer -> {
            answer.requireProblem("invalid-input");
            answer.requireFault("/scores/" + dimension, "range");
        });
    }

    /** What is decided stays as it was. */
    void secondDecision(String person, String taskPath, JsonNode sheet) {
        http.as(person, "POST", taskPath + "/decision")
                .json(sheet)
                .step("重复提交 / Decide twice", 409, answer -> answer.requireProblem("already-decided"));
    }
}

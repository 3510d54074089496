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
        tokens(person);
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
        upload(person, path, "empty.pdf", new byte[0]).step("空文件 / A file of 0 bytes", 422, answer -> {
            answer.requireProblem("invalid-input");
            answer.requireFault("/file", "empty-file");
        });
        wrongContent(person, path);
        http.as(person, "DELETE", path)
                .ifMatch(http.as(person, "GET", path).quiet().eTag())
                .step("删除草稿 / Drop the draft", 204);
        http.as(person, "GET", path).step("已删除 / It is gone", 404, answer -> answer.requireProblem("not-found"));
    }

    /** Good signatures do not help: time, audience and kind of the token are looked at too. */
    private void tokens(String person) {
        refused("没有令牌 / No token", http.anonymous("(nobody)", "GET", "/me"));
        refused("过期的令牌 / Expired token", withToken(person, Map.of("expiresInSeconds", -600)));
        refused("别人的令牌 / Token for another audience", withToken(person, Map.of("audience", "somebody-else")));
        refused("不是访问令牌 / Not an access token", withToken(person, Map.of("type", "JOSE")));
    }

    private Call withToken(String person, Map<String, Object> fault) {
        String token = http.faultyToken(person, fault);
        return http.anonymous(person, "GET", "/me").header("Authorization", "Bearer " + token);
    }

    private static void refused(String name, Call call) {
        call.language("zh-CN").step(name, 401, answer -> {
            answer.requireProblem("unauthenticated");
            Answer.require(answer.header("WWW-Authenticate").startsWith("Bearer"), "no Bearer challenge");
        });
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

    /** An author who reviews nothing may not even know of the task. */
    void ownTask(String author, String taskId, String mark) {
        offeredNothing(author, mark);
        claim(author, taskId)
                .step("作者领取被拒 / The author may not claim", 404, answer -> answer.requireProblem("not-found"));
    }

    /** A reviewer of the author's school is neither offered a task nor can take it by its id. */
    void sameSchool(String reviewer, String taskId, String mark) {
        offeredNothing(reviewer, mark);
        claim(reviewer, taskId).step("回避: 领取被拒 / Conflict: claim refused", 403, answer -> {
            answer.requireProblem("conflict-of-interest");
            answer.requireFault("", "same-school");
        });
    }

    private void offeredNothing(String person, String mark) {
        http.as(person, "GET", "/review-tasks?queue=available&q=" + mark)
                .step(
                        "回避: 看不到任务 / Conflict: offered nothing",
                        200,
                        answer -> Answer.require(answer.json().path("items").isEmpty(), "a task is offered"));
    }

    private Call claim(String person, String taskId) {
        return http.as(person, "POST", "/review-tasks/" + taskId + "/claim");
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

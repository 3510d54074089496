package org.coursewarecommons.localstack.journey;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How it goes further: into a pack for joint preparation, and with the steward's consent beyond the district. */
final class ShareWalk {

    private static final Duration WIDENED = Duration.ofSeconds(15);

    private final Http http;

    ShareWalk(Http http) {
        this.http = http;
    }

    /** Put into a pack with a note; the pack goes again, what was in it stays. */
    void collect(String person, Deposited deposited) {
        Answer made = http.as(person, "POST", "/collections")
                .json(Map.of("kind", "PREP_PACK", "title", "集体备课包(示例)", "level", "SCHOOL"))
                .step("新建备课包 / A pack for joint preparation", 201);
        String path = "/collections/" + made.text("/id");
        Answer filled = http.as(person, "PUT", path + "/items")
                .ifMatch(made.eTag())
                .json(Map.of("items", List.of(Map.of("resourceId", deposited.resourceId(), "note", "导入环节用"))))
                .step("放入备课包 / Put it in", 200, answer -> answer.require("/visibleItems", 1));
        http.as(person, "DELETE", path).ifMatch(filled.eTag()).step("删除备课包 / Take the pack away", 204);
    }

    /** The author asks, the district's steward consents; the district's level is passed, so no review is missing. */
    void widen(String author, String steward, String outside, String secret, Deposited deposited) {
        String resource = "/resources/" + deposited.resourceId();
        http.login(outside, secret);
        http.as(outside, "GET", resource)
                .step("区外看不到 / Not seen from outside", 404, answer -> answer.requireProblem("not-found"));
        Answer asked = http.as(author, "POST", resource + "/scope-requests")
                .json(Map.of("level", "PUBLIC"))
                .step("申请扩大共享 / Ask for a wider scope", 201, answer -> answer.require("/state", "CONSENT"));
        String request = "/scope-requests/" + asked.text("/id");
        Answer tasks = http.as(steward, "GET", "/review-tasks?queue=available&kind=STEWARD&limit=100")
                .step("范围负责人的任务 / The steward's tasks", 200);
        tasks.json().path("items").forEach(task -> {
            if (task.path("resourceId").asText().equals(deposited.resourceId())) {
                http.as(steward, "POST", "/review-tasks/" + task.path("id").asText() + "/decision")
                        .json(Map.of("vote", "APPROVE", "comment", "同意面向全社会共享。"))
                        .step("负责人同意 / The steward consents", 200);
            }
        });
        http.as(author, "GET", request)
                .until(
                        "范围已扩大 / The scope is wider",
                        WIDENED,
                        answer -> !answer.text("/state").equals("CONSENT"),
                        answer -> answer.require("/state", "WIDENED"));
        http.as(outside, "GET", resource)
                .step("区外可见 / Seen from outside", 200, answer -> answer.require("/state", "PUBLISHED"));
    }
}

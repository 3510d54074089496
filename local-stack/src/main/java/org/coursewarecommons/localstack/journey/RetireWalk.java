package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** How a resource leaves the shelf with its author's consent and two signatures, and comes back through review. */
final class RetireWalk {

    private static final Duration STEP = Duration.ofSeconds(20);
    private static final Duration OUT_OF_SEARCH = Duration.ofSeconds(5);
    private static final String NOMINATOR = "D-01";
    private static final String FIRST = "D-02";
    private static final String SECOND = "D-03";
    private static final String COORDINATOR = "RC-01";

    private final Http http;

    RetireWalk(Http http) {
        this.http = http;
    }

    /** @return the path of the hearing */
    String retire(String reader, String phrase, Deposited deposited) {
        String author = deposited.item().author();
        String resource = "/resources/" + deposited.resourceId();
        Answer made = http.as(NOMINATOR, "POST", "/retirements")
                .json(Map.of(
                        "resourceId", deposited.resourceId(),
                        "reasonCode", "LOW_VALUE",
                        "reason", "演示提名：内容将由新版本取代，请作者答复。"))
                .step("提名出库 / Nominate it", 201, answer -> answer.require("/state", "NOTICE"));
        String hearing = "/retirements/" + made.text("/id");
        http.as(reader, "GET", resource)
                .step("听证期间可读 / Readable meanwhile", 200, answer -> answer.require("/state", "PROBATION"));
        http.as(author, "POST", hearing + "/answer")
                .json(Map.of("choice", "AGREE"))
                .step("作者同意 / Its author agrees", 200);
        sign(FIRST, deposited);
        http.as(FIRST, "POST", "/review-tasks/" + task(deposited) + "/decision")
                .json(Map.of("vote", "APPROVE", "comment", "同一人第二次签字，应被拒绝。"))
                .step("一人不能签两次 / Nobody signs twice", 403, answer -> answer.requireProblem("two-persons"));
        sign(SECOND, deposited);
        http.as(author, "GET", hearing)
                .until(
                        "已出库 / It is retired",
                        STEP,
                        answer -> answer.text("/state").equals("RETIRED"),
                        answer -> {});
        http.as(reader, "GET", resource).step("原地址只有说明 / A tombstone in its place", 410, answer -> {
            answer.require("/id", deposited.resourceId());
            answer.require("/reasonCode", "LOW_VALUE");
            answer.require("/restorable", true);
        });
        http.as(reader, "GET", "/search?q=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8) + "&sort=newest")
                .until(
                        "检索不到 / Out of search",
                        OUT_OF_SEARCH,
                        answer -> !answer.json()
                                .path("items")
                                .findValuesAsText("id")
                                .contains(deposited.resourceId()),
                        answer -> {});
        return hearing;
    }

    /** @return the submission by which it is reviewed again */
    String restore(String hearing, Deposited deposited) {
        http.as(deposited.item().author(), "POST", hearing + "/restoration")
                .json(Map.of("text", "补充了新的教案与两所村小的使用记录，申请恢复。"))
                .step("申请恢复 / Ask for it back", 200);
        Answer open = http.as(
                        COORDINATOR, "GET", "/review-tasks?queue=team&kind=TECHNICIAN&limit=100&q=" + deposited.mark())
                .until(
                        "从二级重新评审 / Reviewed again from the second level",
                        STEP,
                        answer -> !task(answer, deposited).isMissingNode(),
                        answer -> {});
        return task(open, deposited).path("submissionId").asText();
    }

    private void sign(String steward, Deposited deposited) {
        http.as(steward, "POST", "/review-tasks/" + task(deposited) + "/decision")
                .json(Map.of("vote", "APPROVE", "comment", "已核对链接、替代资源与说明。"))
                .step("执行出库签字 / A steward signs", 200);
    }

    private String task(Deposited deposited) {
        Answer open = http.as(
                        SECOND, "GET", "/review-tasks?queue=available&kind=STEWARD&limit=100&q=" + deposited.mark())
                .until(
                        "等待签字 / A signature is wanted",
                        STEP,
                        answer -> !task(answer, deposited).isMissingNode(),
                        answer -> {});
        return task(open, deposited).path("id").asText();
    }

    private static JsonNode task(Answer answer, Deposited deposited) {
        for (JsonNode task : answer.json().path("items")) {
            if (task.path("resourceId").asText().equals(deposited.resourceId())) {
                return task;
            }
        }
        return answer.json().path("none");
    }
}

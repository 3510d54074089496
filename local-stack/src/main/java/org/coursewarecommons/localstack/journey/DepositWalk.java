package org.coursewarecommons.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coursewarecommons.localstack.journey.JourneyPlan.Item;

/** The author's part: a draft, its files, the technical check, the submission. */
final class DepositWalk {

    private static final Duration INSPECTION = Duration.ofSeconds(60);

    private final Http http;
    private final FileSender sender;

    DepositWalk(Http http, Seeds seeds) {
        this.http = http;
        this.sender = new FileSender(http, seeds);
    }

    /** @param mark makes the title this run's own */
    Deposited deposit(Item item, String mark) {
        String author = item.author();
        http.as(author, "GET", "/me").step("我是谁 / Who am I", 200, answer -> {
            Answer.require(answer.json().path("schoolId").isTextual(), "a teacher has a school");
            Answer.require(answer.json().path("roles").toString().contains("CONTRIBUTOR"), "a teacher contributes");
        });
        Answer created = http.as(author, "POST", "/resources")
                .json(item.resource())
                .step("新建草稿 / Create a draft", 201, answer -> {
                    answer.require("/state", "DRAFT");
                    answer.require("/title", item.title());
                    answer.eTag();
                });
        String id = created.createdId();
        http.as(author, "PATCH", "/resources/" + id)
                .ifMatch(created.eTag())
                .mergePatch(Map.of("title", item.title() + " " + mark))
                .step("修改标题 / Change the title (If-Match)", 200, answer -> {
                    answer.require("/title", item.title() + " " + mark);
                    Answer.require(!answer.eTag().equals(created.eTag()), "the ETag did not change");
                });
        Map<String, Deposited.Sent> files = new LinkedHashMap<>();
        item.files().forEach(file -> files.put(file.file(), sender.send(author, id, file)));
        awaitInspection(author, id);
        return new Deposited(item, id, mark, files);
    }

    /** @return the submission's id */
    String submit(Deposited deposited) {
        Item item = deposited.item();
        return http.as(item.author(), "POST", "/resources/" + deposited.resourceId() + "/submissions")
                .json(item.submission())
                .step("提交审核 / Submit for review", 202, answer -> answer.require("/state", "SUBMITTED"))
                .text("/submissionId");
    }

    /** Changes what the reviewers asked for and sends it again. */
    void resubmit(Deposited deposited, String submissionId, JourneyPlan.Revision revision) {
        String author = deposited.item().author();
        String path = "/resources/" + deposited.resourceId();
        Answer returned = http.as(author, "GET", path).step("查看退回的稿件 / Read what came back", 200, answer -> {
            answer.require("/state", "REVISION_REQUESTED");
            Answer.require(answer.json().path("actions").toString().contains("\"resubmit\""), "no action resubmit");
        });
        http.as(author, "PATCH", path)
                .ifMatch(returned.eTag())
                .mergePatch(revision.patch())
                .step("按意见修改 / Revise the metadata", 200);
        http.as(author, "POST", "/submissions/" + submissionId + "/resubmission")
                .step("重新提交 / Submit again", 202, answer -> answer.require("/state", "SUBMITTED"));
    }

    private void awaitInspection(String author, String id) {
        Answer inspected = http.as(author, "GET", "/resources/" + id)
                .until("技术检查完成 / Files are inspected", INSPECTION, DepositWalk::isInspected, answer -> {
                    for (JsonNode file : answer.json().path("files")) {
                        String state = file.at("/inspection/state").asText();
                        Answer.require(
                                state.equals("PASSED") || state.equals("REVIEW"),
                                file.path("name").asText() + " is " + state + " " + file.at("/inspection/findings"));
                    }
                });
        for (JsonNode file : inspected.json().path("files")) {
            http.steps()
                    .note(file.path("name").asText() + "  "
                            + file.at("/inspection/state").asText() + "  "
                            + file.path("mediaType").asText() + "  "
                            + file.path("size").asLong() + " B  sha256 "
                            + file.path("sha256").asText().substring(0, 16) + "…");
        }
    }

    private static boolean isInspected(Answer answer) {
        JsonNode files = answer.json().path("files");
        for (JsonNode file : files) {
            if (file.at("/inspection/state").asText().equals("PENDING")) {
                return false;
            }
        }
        return !files.isEmpty();
    }
}

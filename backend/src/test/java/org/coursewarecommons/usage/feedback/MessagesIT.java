package org.coursewarecommons.usage.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.usage.FeedbackFigures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 线上留言: from being written to being settled. */
@IntegrationTest
class MessagesIT {

    private static final String AUTHOR = "T-JHS-005-01";

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final FeedbackFigures figures;
    private final MessageClocks clocks;
    private final Api teacher;
    private final Api staff;

    MessagesIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        figures = context.getBean(FeedbackFigures.class);
        clocks = context.getBean(MessageClocks.class);
        teacher = publishing.api().as("T-JHS-042-03");
        staff = publishing.api().as("RC-01");
    }

    @Test
    void anErrorIsSortedConfirmedAnsweredAndSettled() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String id = error(resource);
        String assignee = publishing.api().as(AUTHOR).get("me").text("/personId");

        Api.Answer sorted =
                staff.post("messages/" + id + "/triage", Map.of("assigneeId", assignee, "defect", "CONFIRMED"));
        assertThat(sorted.status()).as(sorted.toString()).isEqualTo(200);
        assertThat(sorted.text("/state")).isEqualTo("ASSIGNED");
        assertThat(figures.openDefects(List.of(resource))).containsEntry(resource, 1);

        Api.Answer answered =
                publishing.api().as(AUTHOR).post("messages/" + id + "/replies", Map.of("text", "已更正,感谢指出。"));
        assertThat(answered.text("/state")).isEqualTo("ANSWERED");
        staff.post("messages/" + id + "/triage", Map.of("defect", "FIXED"));
        assertThat(figures.openDefects(List.of(resource))).isEmpty();

        assertThat(teacher.post("messages/" + id + "/closure").text("/state")).isEqualTo("CLOSED");
        Api.Answer whole = teacher.get("messages/" + id);
        assertThat(whole.json().at("/replies").findValuesAsText("by")).containsExactly("STAFF");
        assertThat(whole.text("/message/due")).isIn("", "null");
        assertThat(staff.post("messages/" + id + "/triage", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void whoWritesAgainAfterTheAnswerOpensTheMatterAgain() {
        String id = error(publishing.publish(AUTHOR, Publishing.nonce()));
        staff.post("messages/" + id + "/replies", Map.of("text", "请再看一下第 3 页。"));

        Api.Answer again = teacher.post("messages/" + id + "/replies", Map.of("text", "仍然不对。"));

        assertThat(again.text("/state")).isEqualTo("REOPENED");
        assertThat(again.json().get("actions").toString())
                .contains("reply", "close")
                .doesNotContain("triage");
    }

    @Test
    void strangersSeeNeitherTheMessageNorThatItExists() {
        String id = error(publishing.publish(AUTHOR, Publishing.nonce()));
        Api stranger = publishing.api().as("T-JHS-026-01");

        for (String path : List.of("messages/" + id, "messages/" + UUID.randomUUID())) {
            assertThat(stranger.get(path).status()).isEqualTo(404);
        }
        assertThat(stranger.post("messages/" + id + "/replies", Map.of("text", "?"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("messages/" + id + "/closure").status()).isEqualTo(404);
        assertThat(teacher.post("messages/" + id + "/triage", Map.of()).status())
                .isEqualTo(403);
        assertThat(stranger.get("messages").json().get("items").findValuesAsText("id"))
                .doesNotContain(id);
        assertThat(teacher.get("messages?mine=true").json().get("items").findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void aContributorReadsErrorsInTheirResourceButNoComplaints() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String error = error(resource);
        String complaint = written(Map.of("topic", "RIGHTS", "resourceId", resource, "text", "图片未获授权。"));
        Api contributor = publishing.api().as(AUTHOR);

        Api.Answer seen = contributor.get("messages/" + error);
        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
        assertThat(seen.text("/message/contact")).isIn("", "null");
        assertThat(contributor.get("messages/" + complaint).status()).isEqualTo(404);
    }

    @Test
    void requestsAddUpToWhatIsMissingWhere() {
        Instant before = Instant.now().minusSeconds(1);
        written(Map.of("topic", "REQUEST", "subject", "YS-YX", "grade", "G07", "text", "求一节影视课的课件。"));
        written(Map.of("topic", "REQUEST", "subject", "YS-YX", "grade", "G07", "text", "同求。"));

        assertThat(figures.requests(before, Instant.now().plus(Duration.ofMinutes(1))))
                .anySatisfy(it -> assertThat(it).isEqualTo(new FeedbackFigures.Requested("YS-YX", "G07", 2)));
    }

    @Test
    void aRequestMakesAGapPressMore() {
        // Nothing of the seeds or of a test fills this cell.
        JsonNode before = gap("DL", "G08");
        written(Map.of("topic", "REQUEST", "subject", "DL", "grade", "G08", "text", "求八年级地理课件。"));

        JsonNode after = gap("DL", "G08");

        assertThat(after.get("requests").asLong())
                .isEqualTo(before.get("requests").asLong() + 1);
        assertThat(after.get("priority").asDouble())
                .isGreaterThan(before.get("priority").asDouble());
    }

    private JsonNode gap(String subject, String grade) {
        for (JsonNode gap : publishing
                .api()
                .as("D-01")
                .get("gaps?subject=" + subject)
                .json()
                .get("items")) {
            if (gap.get("grade").asText().equals(grade)) {
                return gap;
            }
        }
        throw new AssertionError("no gap " + subject + " " + grade);
    }

    @Test
    void whatIsMissingInAMessageIsNamed() {
        Api.Answer noText = teacher.post("messages", Map.of("topic", "OTHER", "text", " ", "grade", "G99"));
        assertThat(noText.status()).isEqualTo(422);
        assertThat(noText.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/text", "/grade");
        assertThat(fault(Map.of("topic", "ERROR", "text", "错"))).isEqualTo("/resourceId");
        assertThat(fault(Map.of("topic", "REQUEST", "text", "求"))).isEqualTo("/subject");
        UUID hidden = publishing.publish(AUTHOR, Publishing.nonce(), TargetScope.Level.SCHOOL);
        assertThat(teacher.post("messages", Map.of("topic", "ERROR", "resourceId", hidden, "text", "错"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyAnErrorCanBecomeADefectAndOnlyADefectCanBeMended() {
        String praise = written(Map.of("topic", "PRAISE", "text", "很好!"));
        Api.Answer refused = staff.post("messages/" + praise + "/triage", Map.of("defect", "CONFIRMED"));
        assertThat(refused.text("/errors/0/code")).as(refused.toString()).isEqualTo("defect-needs-error");

        String error = error(publishing.publish(AUTHOR, Publishing.nonce()));
        Api.Answer early = staff.post("messages/" + error + "/triage", Map.of("defect", "FIXED"));
        assertThat(early.text("/errors/0/code")).isEqualTo("defect-not-confirmed");
    }

    @Test
    void aMessageNobodySortsInTimeIsToldOfOnce() {
        String id = error(publishing.publish(AUTHOR, Publishing.nonce()));
        jdbc.sql("update usage.message set triage_due = now() - interval '1 minute' where id = cast(:id as uuid)")
                .param("id", id)
                .update();

        clocks.tell();
        clocks.tell();

        assertThat(jdbc.sql(
                                """
                                select count(*) from notification.item
                                 where topic = 'general.message-overdue' and subject_id = cast(:id as uuid)
                                   and person_id = cast(:person as uuid)
                                """)
                        .param("id", id)
                        .param("person", staff.get("me").text("/personId"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(staff.get("messages?overdue=true").json().get("items").findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void aMessageWithAnOpenDefectIsClosedOnlyByWhoSaysWhatBecameOfIt() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String id = error(resource);
        staff.post("messages/" + id + "/triage", Map.of("defect", "CONFIRMED"));

        assertThat(teacher.post("messages/" + id + "/closure").text("/code")).isEqualTo("defect-open");
        assertThat(staff.post("messages/" + id + "/closure", Map.of("defect", "CONFIRMED"))
                        .text("/code"))
                .isEqualTo("defect-open");
        assertThat(teacher.post("messages/" + id + "/closure", Map.of("defect", "FIXED"))
                        .status())
                .isEqualTo(403);
        assertThat(staff.post("messages/" + id + "/triage", Map.of("topic", "OTHER"))
                        .text("/errors/0/code"))
                .isEqualTo("defect-needs-error");
        assertThat(figures.openDefects(List.of(resource))).containsEntry(resource, 1);

        Api.Answer closed = staff.post("messages/" + id + "/closure", Map.of("defect", "FIXED"));
        assertThat(closed.text("/state")).as(closed.toString()).isEqualTo("CLOSED");
        assertThat(closed.text("/defect")).isEqualTo("FIXED");
        assertThat(figures.openDefects(List.of(resource))).isEmpty();
    }

    @Test
    void defectsAreReadAsTheyStoodAtAMoment() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String id = error(resource);
        Instant before = Instant.now().minusSeconds(60);
        staff.post("messages/" + id + "/triage", Map.of("defect", "CONFIRMED"));
        jdbc.sql(
                        "update usage.defect set confirmed_at = now() - interval '1 hour' where message_id = cast(:id as uuid)")
                .param("id", id)
                .update();
        staff.post("messages/" + id + "/closure", Map.of("defect", "FIXED"));

        assertThat(figures.openDefects(List.of(resource), before)).containsEntry(resource, 1);
        assertThat(figures.openDefects(List.of(resource), Instant.now().plusSeconds(60)))
                .isEmpty();
        assertThat(figures.openDefects(List.of(resource), before.minus(Duration.ofHours(2))))
                .isEmpty();
    }

    private String error(UUID resource) {
        return written(Map.of("topic", "ERROR", "resourceId", resource, "text", "第 3 页的分数写错了。", "contact", "办公室 203"));
    }

    private String written(Map<String, ?> body) {
        Api.Answer answer = teacher.post("messages", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/id");
    }

    private String fault(Map<String, ?> body) {
        Api.Answer answer = teacher.post("messages", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return answer.text("/errors/0/pointer");
    }
}

package org.coursewarecommons.usage.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 问卷: who may ask, who may answer how often, and what is told of it. */
@IntegrationTest
class QuestionnairesIT {

    private final JdbcClient jdbc;
    private final QuestionnaireService service;
    private final Api anybody;
    private final Api steward;
    private final Api teacher;

    QuestionnairesIT(@Autowired ApplicationContext context) {
        jdbc = context.getBean(JdbcClient.class);
        service = context.getBean(QuestionnaireService.class);
        anybody = new Publishing(context).api();
        steward = anybody.as("D-01");
        teacher = anybody.as("T-JHS-042-03");
    }

    @Test
    void teachersAnswerOnceAndResultsAppearFromFiveAnswersOn() {
        String path = "questionnaires/" + made("TEACHER") + "/";
        List<String> teachers = List.of("T-JHS-042-01", "T-JHS-042-02", "T-JHS-042-03", "T-JHS-026-01", "T-JHS-001-01");
        for (String name : teachers) {
            assertThat(steward.get(path + "results").json().get("published").asBoolean())
                    .isFalse();
            Api.Answer answered = anybody.as(name).post(path + "responses", answers());
            assertThat(answered.status()).as(answered.toString()).isEqualTo(204);
        }

        assertThat(teacher.post(path + "responses", answers()).text("/code")).isEqualTo("already-answered");
        Api.Answer results = steward.get(path + "results");
        assertThat(results.json().get("published").asBoolean())
                .as(results.toString())
                .isTrue();
        assertThat(results.text("/all/answers")).isEqualTo("5");
        assertThat(results.text("/all/items/0/mean")).isEqualTo("4.0");
        assertThat(results.text("/all/items/4/texts/0")).isEqualTo("再多一些练习,电话 ***");
        assertThat(results.text("/note")).isNotBlank();
        assertThat(teacher.get(path + "results").status()).isEqualTo(403);
    }

    @Test
    void anAnonymousAnswerNamesNobodyAndAfterTheCloseNobodyKnowsWhoAnswered() {
        String id = made("TEACHER");
        teacher.post("questionnaires/" + id + "/responses", answers());
        assertThat(count("usage.questionnaire_response where person_id is null and questionnaire_id", id))
                .isEqualTo(1);
        jdbc.sql(
                        """
                        update usage.questionnaire set opens_at = now() - interval '2 days', closes_at = now() - interval '1 day'
                         where id = cast(:id as uuid)
                        """)
                .param("id", id)
                .update();

        service.forgetWhoAnswered();

        assertThat(count("usage.questionnaire_answered where questionnaire_id", id))
                .isZero();
        assertThat(count("usage.questionnaire where salt is null and id", id)).isEqualTo(1);
        assertThat(teacher.post("questionnaires/" + id + "/responses", answers())
                        .text("/code"))
                .isEqualTo("questionnaire-closed");
    }

    @Test
    void pupilsAnswerByTheirClassCodeWithoutAnAccount() {
        String id = made("STUDENT");
        assertThat(teacher.post("questionnaires/" + id + "/responses", answers())
                        .status())
                .isEqualTo(403);
        Api.Answer link = teacher.post("questionnaires/" + id + "/links", Map.of("label", "三年级(2)班", "most", 2));
        assertThat(link.status()).as(link.toString()).isEqualTo(201);
        String path = link.text("/path").substring(1);

        assertThat(anybody.get(path).json().get("items")).hasSize(4);
        Map<String, Object> body = Map.of("answers", Map.of("smile", "3", "understood", "2", "more", "3"));
        assertThat(anybody.post(path + "/responses", Map.of("answers", Map.of("smile", "7")))
                        .status())
                .isEqualTo(422);
        assertThat(anybody.post(path + "/responses", body).status()).isEqualTo(204);
        assertThat(anybody.post(path + "/responses", body).status()).isEqualTo(204);
        assertThat(anybody.post(path + "/responses", body).text("/code")).isEqualTo("link-used-up");
        assertThat(anybody.get("questionnaire-links/AAAAAAAAAA").status()).isEqualTo(404);
        assertThat(anybody.call("PUT", path, BodyPublishers.noBody(), null).status())
                .isIn(401, 405);
    }

    @Test
    void questionsThatMakeNoSenseAreRefusedWithTheirPlaces() {
        Map<String, Object> body = new LinkedHashMap<>(body("TEACHER"));
        body.put("closesAt", Instant.now().minusSeconds(60).toString());
        body.put("targetKind", "RESOURCE");
        body.put(
                "items",
                List.of(
                        Map.of("id", "a", "kind", "CHOICE", "text", "选"),
                        Map.of("id", "a", "kind", "SCALE", "text", "打分")));

        Api.Answer refused = steward.post("questionnaires", body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .contains("/closesAt", "/targetId", "/items/0/options", "/items/1/id");
        assertThat(teacher.post("questionnaires", body("TEACHER")).status()).isEqualTo(403);
    }

    @Test
    void whatIsOpenIsListed() {
        String id = made("PARENT");

        Api.Answer open = teacher.get("questionnaires?open=true&limit=100");

        assertThat(open.json().get("items").findValuesAsText("id"))
                .as(open.toString())
                .contains(id);
        assertThat(teacher.get("questionnaires/" + id).json().get("open").asBoolean())
                .isTrue();
    }

    private String made(String audience) {
        Api.Answer made = steward.post("questionnaires", body(audience));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.text("/id");
    }

    private static Map<String, Object> body(String audience) {
        return Map.of(
                "title",
                "本学期资源使用调查",
                "audience",
                audience,
                "targetKind",
                "PLATFORM",
                "opensAt",
                Instant.now().minus(Duration.ofMinutes(5)).toString(),
                "closesAt",
                Instant.now().plus(Duration.ofDays(7)).toString());
    }

    private static Map<String, Object> answers() {
        return Map.of(
                "answers", Map.of("fit", "4", "saved", "15-30", "again", "true", "change", "再多一些练习,电话 13800138000"));
    }

    private int count(String from, String id) {
        return jdbc.sql("select count(*) from " + from + " = cast(:id as uuid)")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}

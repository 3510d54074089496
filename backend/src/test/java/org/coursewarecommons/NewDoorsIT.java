package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is made can be read, listed and called off again at the doors whose own tests do not show it. */
@IntegrationTest
class NewDoorsIT {

    private final Api steward;
    private final Api teacher;

    NewDoorsIT(@Autowired ApplicationContext context) {
        Api api = new Publishing(context).api();
        steward = api.as("D-01");
        teacher = api.as("T-JHS-042-03");
    }

    @Test
    void aStewardSeesHowASearchIsReadAndATeacherDoesNot() {
        assertThat(steward.get("admin/search/explanation?q=分数&subject=SX").status())
                .isEqualTo(200);
        assertThat(teacher.get("admin/search/explanation?q=分数").status()).isEqualTo(403);
    }

    @Test
    void aRebuildOfTheIndexThatIsCalledOffEnds() {
        Api.Answer started = steward.post("admin/index-rebuilds");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        String rebuild = started.header("Location").orElseThrow();

        Api.Answer off = steward.post(rebuild + "/cancellation");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(steward.get(rebuild).text("/state"))
                        .isEqualTo(off.status() == 200 ? "CANCELLED" : "DONE"));
    }

    @Test
    void theOwnerOfACollectionNamesWhoWorksOnIt() {
        Api.Answer made =
                teacher.post("collections", Map.of("kind", "PREP_PACK", "title", "三年级上册第三单元集体备课包", "level", "SCHOOL"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String path = "collections/" + made.text("/id");
        String colleague = person("T-JHS-042-01");

        Api.Answer named = teacher.ifMatch(made.eTag()).put(path + "/members", Map.of("personIds", List.of(colleague)));

        assertThat(named.status()).as(named.toString()).isEqualTo(200);
        assertThat(teacher.ifMatch(made.eTag())
                        .put(path + "/members", Map.of("personIds", List.of()))
                        .status())
                .isEqualTo(412);
        assertThat(teacher.ifMatch(named.eTag()).delete(path).status()).isEqualTo(204);
    }

    @Test
    void aCommissionIsListedAndCanBeCalledOff() {
        Api.Answer made = commission(lead());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);

        assertThat(steward.get("commissions").json().get("items").findValuesAsText("id"))
                .contains(made.text("/id"));
        Api.Answer off = steward.post("commissions/" + made.text("/id") + "/cancellation", Map.of("reason", "已有学校提供。"));
        assertThat(off.text("/state")).as(off.toString()).isEqualTo("CANCELLED");
    }

    @Test
    void theCyclesOfTheEvaluationAreListedForStewardsAlone() {
        assertThat(steward.get("evaluation-cycles").status()).isEqualTo(200);
        assertThat(teacher.get("evaluation-cycles").status()).isEqualTo(403);
    }

    @Test
    void whatBecameOfAnImportedListCanBeReadAgain() {
        Api.Answer made = steward.call(
                "POST",
                "organisation-imports?list=MEMBERSHIPS",
                BodyPublishers.ofString("collective,school_code,from,until\nLM99,JHS-042,2035-09-01,\n"),
                "text/csv");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);

        Api.Answer again = steward.get("organisation-imports/" + made.text("/id"));

        assertThat(again.text("/refused")).as(again.toString()).isEqualTo("1");
        assertThat(teacher.get("organisation-imports/" + made.text("/id")).status())
                .isIn(403, 404);
    }

    @Test
    void aJointEventCanBeReadByItsId() {
        String pairing = steward.get("organisations/" + teacher.get("me").text("/schoolId") + "/pairings")
                .text("/items/0/id");
        Api.Answer made = teacher.post(
                "pairings/" + pairing + "/events",
                Map.of("kind", "SAME_TOPIC", "topic", "同课异构", "subject", "SX", "plannedFor", "2026-12-01"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);

        assertThat(teacher.get("pairings/" + pairing + "/events/" + made.text("/id"))
                        .text("/topic"))
                .isEqualTo("同课异构");
    }

    @Test
    void aSavedSearchCanBeReadByItsOwnerAlone() {
        Api.Answer saved = teacher.post("saved-searches", Map.of("name", "分数", "query", "q=分数", "notices", false));
        String path = "saved-searches/" + saved.text("/id");

        assertThat(teacher.get(path).text("/name")).isEqualTo("分数");
        assertThat(steward.get(path).status()).isEqualTo(404);
        assertThat(teacher.ifMatch(saved.eTag()).delete(path).status()).isEqualTo(204);
    }

    private Api.Answer commission(String school) {
        return steward.post(
                "commissions",
                Map.of("subject", "DL", "grade", "G07", "wish", "七年级地理上册各课的课件", "schoolId", school, "workingDays", 20));
    }

    private String lead() {
        return steward.as("T-JHS-011-01").get("me").text("/schoolId");
    }

    private String person(String name) {
        return steward.as(name).get("me").text("/personId");
    }
}

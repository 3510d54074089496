package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who reviews: appointments, the rules of DT-R2, and each choice explained. */
@IntegrationTest
class TeamIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COORDINATOR = ReviewCase.COORDINATOR;
    /** Without any appointment, of a school that is near to nobody here. */
    private static final String TEACHER = "T-JHS-042-03";

    private static final String EXPERT = "E-SX-PRIMARY-04";
    private static final String URBAN_TEACHER = "R-SX-PRIMARY-07";
    private static final String TOWN_TEACHER = "R-SX-PRIMARY-05";
    /** Judges films only. */
    private static final String FILM_TECHNICIAN = "X-10";

    private final int port;
    private final Api api;
    private final List<ReviewCase> cases = new ArrayList<>();

    TeamIT(@LocalServerPort int port) {
        this.port = port;
        this.api = Api.on(port);
    }

    @AfterEach
    void withdraw() {
        cases.forEach(item -> api.as(item.author).post("submissions/" + item.submissionId() + "/withdrawal"));
    }

    @Test
    void eachChoiceIsExplained() {
        ReviewCase item = submitted();
        Api.Answer technicians = explain(item.task("TECHNICIAN", 1), COORDINATOR);

        assertThat(technicians.text("/proposed/personId")).isNotBlank();
        assertThat(technicians.text("/how")).isEqualTo("OPEN");
        assertThat(candidate(technicians, "X-09").get("eligible").asBoolean()).isTrue();
        assertThat(technicians.text("/candidates/0/rank")).isEqualTo("1");
        assertThat(technicians.text("/candidates/0/person/personId")).isEqualTo(technicians.text("/proposed/personId"));
        item.passCollective("E-SX-PRIMARY-06", "R-SX-PRIMARY-08");
        List<String> experts = item.tasks("EXPERT", 1, 2);
        Set<String> proposed = new HashSet<>();
        experts.forEach(task -> proposed.add(explain(task, COORDINATOR).text("/proposed/personId")));
        assertThat(proposed).hasSize(2);
        JsonNode sameSchool = candidate(explain(experts.get(0), COORDINATOR), "E-SX-PRIMARY-01");
        assertThat(sameSchool.get("rule").asText()).isEqualTo("same-school");
        assertThat(sameSchool.get("because").asText()).contains("同校");
        assertThat(sameSchool.get("rank").isNull()).isTrue();
    }

    @Test
    void aReviewerLearnsWhyTheyWereChosenAndNothingOfTheOthers() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        assertThat(explain(task, "X-06").status()).isIn(200, 404);
        item.claim("X-06", task);

        Api.Answer own = explain(task, "X-06");

        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().get("candidates")).hasSize(1);
        assertThat(own.text("/how")).isIn("CLAIMED", "RECOMMENDED");
        assertThat(explain(task, AUTHOR).status()).isEqualTo(404);
        assertThat(explain(task, "E-SX-PRIMARY-02").status()).isEqualTo(404);
    }

    @Test
    void anybodyMayBeAskedAboutAndEveryRuleIsNamed() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);

        assertThat(verdict(task, FILM_TECHNICIAN)).containsExactly("coverage true");
        assertThat(verdict(task, "X-02")).isEmpty();
    }

    @Test
    void aTechnicianOfOtherFormatsIsNotAsked() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);

        assertThat(item.queue(FILM_TECHNICIAN, "available", "TECHNICIAN", 1)).isEmpty();
        Api.Answer refused = item.claim(FILM_TECHNICIAN, task);
        assertThat(refused.text("/code")).isEqualTo("not-appointed");
        assertThat(fault(refused)).isEqualTo("coverage");
    }

    @Test
    void oneTeacherIsFromATownOrAVillageUnlessACoordinatorSaysWhyNot() {
        ReviewCase item = submitted();
        item.passCollective("E-SX-PRIMARY-06", "R-SX-PRIMARY-08");
        List<String> teachers = item.tasks("TEACHER", 1, 2);
        List<String> offered = item.queue(URBAN_TEACHER, "available", "TEACHER", 1);
        assertThat(offered).hasSize(1);
        assertThat(item.queue(TOWN_TEACHER, "available", "TEACHER", 1)).hasSize(2);
        String kept = teachers.stream()
                .filter(task -> !offered.contains(task))
                .findFirst()
                .orElseThrow();

        Api.Answer refused = item.claim(URBAN_TEACHER, kept);
        assertThat(refused.text("/code")).isEqualTo("not-now");
        assertThat(fault(refused)).isEqualTo("rural-place");
        Api.Answer given = reassign(kept, URBAN_TEACHER);

        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        Api.Answer explained = explain(kept, COORDINATOR);
        assertThat(explained.text("/how")).isEqualTo("GIVEN");
        assertThat(explained.text("/handovers/0/overrode/0")).isEqualTo("rural-place");
        assertThat(explained.text("/handovers/0/reason")).isNotBlank();
        item.decided(URBAN_TEACHER, kept, ReviewCase.sheet("T", 4));
    }

    @Test
    void whoWorkedWithTheAuthorInTheLastTwoYearsDoesNotReview() {
        String coAuthor = "E-SX-PRIMARY-06";
        Api.Answer joint = api.as(AUTHOR)
                .post(
                        "resources",
                        Map.of(
                                "title",
                                "合作的草稿",
                                "contributors",
                                List.of(Map.of("name", "合作者", "role", "AUTHOR", "personId", personId(coAuthor)))));
        try {
            ReviewCase item = submitted();
            item.decided("X-01", item.task("TECHNICIAN", 1), ReviewCase.sheet("X", 4));
            String expert = item.task("EXPERT", 1);

            assertThat(item.queue(coAuthor, "available", "EXPERT", 1)).isEmpty();
            assertThat(fault(item.claim(coAuthor, expert))).isEqualTo("co-author");
            assertThat(fault(reassign(expert, coAuthor))).isEqualTo("co-author");
        } finally {
            api.as(AUTHOR).ifMatch(joint.eTag()).delete("resources/" + joint.text("/id"));
        }
    }

    @Test
    void aDeclaredInterestActsAtOnceAndAHeldTaskGoesBack() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        item.claim("X-04", task);
        assertThat(api.as(TEACHER)
                        .post("review-tasks/" + task + "/interest", Map.of("reason", "无关"))
                        .status())
                .isEqualTo(404);

        Api.Answer declared = api.as("X-04").post("review-tasks/" + task + "/interest", Map.of("reason", "参与过磨课"));

        assertThat(declared.status()).as(declared.toString()).isEqualTo(201);
        assertThat(item.queue("X-04", "mine", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue("X-04", "available", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue("X-03", "available", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(fault(item.claim("X-04", task))).isEqualTo("declared-interest");
        assertThat(fault(reassign(task, "X-04"))).isEqualTo("declared-interest");
    }

    @Test
    void anInterestInASchoolHoldsForItsLaterSubmissionsUntilItIsEnded() {
        Api.Answer declared =
                api.as("X-02").post("interests", Map.of("schoolId", schoolId(AUTHOR), "reason", "配偶在该校任教"));
        assertThat(declared.status()).as(declared.toString()).isEqualTo(201);
        try {
            ReviewCase item = submitted();
            assertThat(item.queue("X-02", "available", "TECHNICIAN", 1)).isEmpty();
            assertThat(fault(item.claim("X-02", item.task("TECHNICIAN", 1)))).isEqualTo("declared-interest");
        } finally {
            api.as("X-02").post("interests/" + declared.text("/id") + "/end");
        }
        ReviewCase later = submitted();
        assertThat(later.queue("X-02", "available", "TECHNICIAN", 1)).hasSize(1);
        assertThat(api.as("X-02").get("interests").json().at("/items/0/endedAt").isNull())
                .isFalse();
        assertThat(fault(api.as("X-02").post("interests", Map.of("reason", "无对象"))))
                .isEqualTo("one-of-both");
    }

    private ReviewCase submitted() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        cases.add(item);
        item.task("TECHNICIAN", 1);
        return item;
    }

    private Api.Answer explain(String task, String person) {
        return api.as(person).get("review-tasks/" + task + "/assignment");
    }

    private List<String> verdict(String task, String person) {
        JsonNode asked = api.as(COORDINATOR)
                .get("review-tasks/" + task + "/assignment?personId=" + personId(person))
                .json()
                .get("asked");
        List<String> rules = new ArrayList<>();
        asked.get("rules")
                .forEach(rule -> rules.add(
                        rule.get("code").asText() + " " + rule.get("hard").asBoolean()));
        assertThat(asked.get("eligible").asBoolean()).isEqualTo(rules.isEmpty());
        return rules;
    }

    private JsonNode candidate(Api.Answer explained, String code) {
        String id = personId(code);
        for (JsonNode candidate : explained.json().get("candidates")) {
            if (candidate.at("/person/personId").asText().equals(id)) {
                return candidate;
            }
        }
        throw new AssertionError(code + " was not considered: " + explained);
    }

    private Api.Answer reassign(String task, String person) {
        return api.as(COORDINATOR)
                .post(
                        "review-tasks/" + task + "/reassignment",
                        Map.of("personId", personId(person), "reason", "本学科教师不足"));
    }

    private static String fault(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        return answer.text("/errors/0/code");
    }

    private String personId(String code) {
        return api.as(code).get("me").text("/personId");
    }

    private String schoolId(String code) {
        return UUID.fromString(api.as(code).get("me").text("/schoolId")).toString();
    }
}

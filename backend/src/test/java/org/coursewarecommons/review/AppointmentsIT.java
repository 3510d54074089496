package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Appointing, suspending and ending, and what it does to queues. */
@IntegrationTest
class AppointmentsIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COORDINATOR = ReviewCase.COORDINATOR;
    private static final String STEWARD = "D-01";
    /** Without any appointment, of a school that is near to nobody here. */
    private static final String TEACHER = "T-JHS-042-03";

    private static final String EXPERT = "E-SX-PRIMARY-04";

    private final int port;
    private final Api api;
    private final List<ReviewCase> cases = new ArrayList<>();

    AppointmentsIT(@LocalServerPort int port) {
        this.port = port;
        this.api = Api.on(port);
    }

    @AfterEach
    void withdraw() {
        cases.forEach(item -> api.as(item.author).post("submissions/" + item.submissionId() + "/withdrawal"));
    }

    @Test
    void anAppointmentOpensTasksAtOnceAndItsEndClosesThem() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        assertThat(item.claim(TEACHER, task).status()).isEqualTo(404);

        Api.Answer made = api.as(COORDINATOR).post("appointments", appointment(TEACHER, "TECHNICIAN"));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("/appointedBy/code")).isEqualTo(COORDINATOR);
        assertThat(item.queue(TEACHER, "available", "TECHNICIAN", 1)).containsExactly(task);
        Api.Answer ended =
                api.as(COORDINATOR).post("appointments/" + made.text("/id") + "/end", Map.of("reason", "测试结束"));
        assertThat(ended.json().get("active").asBoolean()).isFalse();
        assertThat(item.queue(TEACHER, "available", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.claim(TEACHER, task).status()).isEqualTo(404);
        assertThat(api.as(COORDINATOR)
                        .post("appointments/" + made.text("/id") + "/end", Map.of("reason", "再一次"))
                        .text("/code"))
                .isEqualTo("invalid-transition");
    }

    @Test
    void nobodyClimbsByAppointments() {
        assertThat(api.as(TEACHER)
                        .post("appointments", appointment(EXPERT, "EXPERT"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(COORDINATOR)
                        .post("appointments", appointment(COORDINATOR, "EXPERT"))
                        .text("/code"))
                .isEqualTo("own-appointment");
        assertThat(fault(api.as(COORDINATOR).post("appointments", appointment(EXPERT, "COMMITTEE"))))
                .isEqualTo("not-yours-to-appoint");
        assertThat(fault(api.as(STEWARD).post("appointments", appointment(EXPERT, "DISTRICT_STEWARD"))))
                .isEqualTo("not-yours-to-appoint");
        assertThat(api.as(TEACHER).get("appointments").status()).isEqualTo(403);
        assertThat(api.as(EXPERT)
                        .get("appointments?personId=" + personId(EXPERT))
                        .json()
                        .get("items"))
                .isNotEmpty();
    }

    @Test
    void anAppointmentIsChangedUnderItsEntityTagAlone() {
        Api coordinator = api.as(COORDINATOR);
        String id = coordinator
                .post("appointments", appointment(TEACHER, "TEACHER_REVIEWER"))
                .text("/id");
        String path = "appointments/" + id;

        assertThat(coordinator.patch(path, Map.of("capacity", 3)).status()).isEqualTo(428);
        assertThat(coordinator
                        .ifMatch("\"99\"")
                        .patch(path, Map.of("capacity", 3))
                        .status())
                .isEqualTo(412);
        String eTag = coordinator.get(path).eTag();
        assertThat(fault(coordinator.ifMatch(eTag).patch(path, Map.of("capacity", 9))))
                .isEqualTo("maximum");
        Api.Answer changed = coordinator.ifMatch(eTag).patch(path, Map.of("capacity", 3, "subjects", List.of("YW")));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("/subjects/0")).isEqualTo("YW");
        coordinator.post(path + "/end", Map.of("reason", "测试结束"));
    }

    @Test
    void aSuspendedAppointmentOpensNothingAndWhatWasHeldGoesBack() {
        ReviewCase item = submitted();
        String task = item.task("TECHNICIAN", 1);
        Api coordinator = api.as(COORDINATOR);
        Map<String, Object> ofDocuments =
                Map.of("personId", personId(TEACHER), "role", "TECHNICIAN", "formats", List.of("docx"));
        Api.Answer made = coordinator.post("appointments", ofDocuments);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String path = "appointments/" + made.text("/id");
        assertThat(item.claim(TEACHER, task).status()).isEqualTo(200);

        Api.Answer suspended = coordinator.post(path + "/suspension", Map.of("reason", "平均偏差过大,先参加培训"));
        assertThat(suspended.status()).as(suspended.toString()).isEqualTo(200);
        assertThat(suspended.json().get("active").asBoolean()).isFalse();
        assertThat(suspended.text("/suspension/by/code")).isEqualTo(COORDINATOR);
        assertThat(item.queue(TEACHER, "mine", "TECHNICIAN", 1)).isEmpty();
        assertThat(item.queue("X-04", "available", "TECHNICIAN", 1)).containsExactly(task);
        assertThat(item.claim(TEACHER, task).status()).isEqualTo(404);
        assertThat(api.as(TEACHER).get("inbox?limit=10").toString()).contains("appointment.suspended", "平均偏差过大,先参加培训");
        assertThat(coordinator
                        .post(path + "/suspension", Map.of("reason", "再一次"))
                        .text("/code"))
                .isEqualTo("invalid-transition");

        assertThat(coordinator
                        .post(path + "/reinstatement", Map.of("reason", "培训合格"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
        assertThat(item.queue(TEACHER, "available", "TECHNICIAN", 1)).containsExactly(task);
        coordinator.post(path + "/end", Map.of("reason", "测试结束"));
    }

    @Test
    void codesThatNoListKnowsAreNamedOneByOne() {
        Api.Answer refused = api.as(COORDINATOR)
                .post(
                        "appointments",
                        Map.of(
                                "personId",
                                personId(TEACHER),
                                "role",
                                "EXPERT",
                                "subjects",
                                List.of("SX", "SHUXUE"),
                                "stages",
                                List.of("KINDERGARTEN"),
                                "formats",
                                List.of("exe")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ReviewIT.faults(refused))
                .containsExactlyInAnyOrder(
                        "/subjects/1 unknown-code", "/stages/0 unknown-code", "/formats/0 unknown-code");
    }

    private ReviewCase submitted() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        cases.add(item);
        item.task("TECHNICIAN", 1);
        return item;
    }

    private Map<String, Object> appointment(String person, String role) {
        return Map.of(
                "personId", personId(person), "role", role, "subjects", List.of("SX"), "stages", List.of("PRIMARY"));
    }

    private static String fault(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        return answer.text("/errors/0/code");
    }

    private String personId(String code) {
        return api.as(code).get("me").text("/personId");
    }
}

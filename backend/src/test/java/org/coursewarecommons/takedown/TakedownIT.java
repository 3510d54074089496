package org.coursewarecommons.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.review.spi.OpenReports;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A serious report: hidden at once, told within a day, decided within five, back by itself otherwise. */
@IntegrationTest
class TakedownIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final OpenReports reports;
    private final Api reporter;

    TakedownIT(@Autowired ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        reports = context.getBean(OpenReports.class);
        reporter = as("T-JHS-042-03");
    }

    @Test
    void aSeriousReportHidesTheResourceAtOnceAndAWrongOneIsLogged() {
        String title = Publishing.nonce();
        UUID resource = publishing.publish(AUTHOR, title);
        await().atMost(PATIENCE).until(() -> found(title) == 1);

        Api.Answer report = report(reporter, resource, "PRIVACY");
        assertThat(report.text("/state")).isEqualTo("OPEN");
        String takedown = report.text("/takedownId");
        assertThat(reports.isOpen(resource)).isTrue();

        assertThat(reporter.get("resources/" + resource).status()).isEqualTo(404);
        assertThat(as("RC-01").get("resources/" + resource).text("/state")).isEqualTo("SUSPENDED");
        assertThat(as(AUTHOR).get("resources/" + resource).text("/state")).isEqualTo("SUSPENDED");
        await().atMost(PATIENCE).until(() -> found(title) == 0);
        assertThat(reporter.get("takedowns/" + takedown).status()).isEqualTo(404);
        assertThat(as(AUTHOR).get("takedowns/" + takedown).json().toString())
                .doesNotContain(reporter.get("me").text("/personId"));

        decide("D-01", takedown, "informCommittee", Map.of("comment", "有家长来电,已先行停用。"));
        assertThat(told("task.takedown-informed", takedown)).isPositive();
        decide("C-01", takedown, "decideReport", Map.of("vote", "KEEP", "comment", "照片已打码,举报不成立。"));

        awaitState(takedown, "RESTORED");
        assertThat(reporter.get("resources/" + resource).text("/state")).isEqualTo("PUBLISHED");
        assertThat(reporter.get("resource-reports/" + report.text("/id")).text("/state"))
                .isEqualTo("WRONG");
        assertThat(reports.isOpen(resource)).isFalse();
        await().atMost(PATIENCE).until(() -> found(title) == 1);
        assertThat(as("D-02").get("resource-reports/reporters?least=1").json().toString())
                .contains(reporter.get("me").text("/personId"));
        assertThat(reporter.get("resource-reports/reporters").status()).isEqualTo(403);
    }

    @Test
    void withoutADecisionItComesBackByItselfAndTheCommitteeIsToldByTheSystem() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String takedown = report(as("T-JHS-026-01"), resource, "COPYRIGHT").text("/takedownId");

        passTime(takedown);

        awaitState(takedown, "EXPIRED");
        assertThat(as("D-01").get("takedowns/" + takedown).text("/informing")).isEqualTo("COPYRIGHT");
        assertThat(reporter.get("resources/" + resource).text("/state")).isEqualTo("PUBLISHED");
        assertThat(as("T-JHS-026-01").get("resource-reports").json().toString()).contains("UNDECIDED");
    }

    @Test
    void whatIsRightInPartGoesBackToItsContributorAndStaysHidden() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String takedown = report(as("T-JHS-026-01"), resource, "CONTENT_SAFETY").text("/takedownId");
        decide("D-01", takedown, "informCommittee", Map.of("comment", "请裁定。"));

        decide("C-02", takedown, "decideReport", Map.of("vote", "IMPROVE", "comment", "请补充安全提示。"));

        awaitState(takedown, "FIX");
        assertThat(as(AUTHOR).get("resources/" + resource).text("/state")).isEqualTo("REVISION_REQUESTED");
        assertThat(reporter.get("resources/" + resource).status()).isEqualTo(404);
        assertThat(as(AUTHOR).get("resources/" + resource).json().get("actions").toString())
                .contains("edit");
    }

    @Test
    void retirementTakesASecondMemberWhoHasNotActedBefore() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String takedown = report(as("T-JHS-026-01"), resource, "MALWARE").text("/takedownId");
        decide("D-01", takedown, "informCommittee", Map.of("comment", "请裁定。"));
        Map<String, String> retire = Map.of("vote", "RETIRE", "comment", "含恶意代码。");

        decide("C-03", takedown, "decideReport", retire);
        String second = task(takedown, "decideReport");
        Api.Answer alone = as("C-03").post("review-tasks/" + second + "/decision", retire);
        assertThat(alone.status()).as(alone.toString()).isEqualTo(403);
        assertThat(alone.text("/errors/0/code")).isEqualTo("acted-before");
        assertThat(as("RC-01").get("resources/" + resource).text("/state")).isEqualTo("SUSPENDED");

        decide("C-04", takedown, "decideReport", retire);

        awaitState(takedown, "RETIRED");
        Api.Answer gone = reporter.get("resources/" + resource);
        assertThat(gone.status()).as(gone.toString()).isEqualTo(410);
        assertThat(gone.text("/reasonCode")).isEqualTo("MALWARE");
        assertThat(gone.text("/title")).isIn("", "null");
    }

    @Test
    void aReportThatIsNotSeriousBecomesAMessage() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());

        Api.Answer report = report(reporter, resource, "INACCURATE");

        assertThat(report.text("/state")).isEqualTo("PASSED_ON");
        assertThat(report.json().get("suspended").asBoolean()).isFalse();
        assertThat(as("RC-01").get("messages/" + report.text("/messageId")).text("/message/topic"))
                .isEqualTo("ERROR");
        assertThat(reporter.get("resources/" + resource).status()).isEqualTo(200);
        assertThat(reports.isOpen(resource)).isFalse();
    }

    @Test
    void whoWasWrongTooOftenHidesNothingWithoutTheStewardOnDuty() {
        Api careless = as("T-JHS-003-01");
        UUID person = UUID.fromString(careless.get("me").text("/personId"));
        for (int i = 0; i < 3; i++) {
            jdbc.sql(
                            """
                            insert into takedown.report (id, resource_id, version_id, reason, body, reporter_id, made_at,
                                   state, settled_at)
                            values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'PRIVACY', '误报', :person,
                                    now(), 'WRONG', now())
                            """)
                    .param("person", person)
                    .update();
        }
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());

        Api.Answer waiting = report(careless, resource, "PRIVACY");
        assertThat(waiting.text("/state")).isEqualTo("WAITING");
        assertThat(reporter.get("resources/" + resource).status()).isEqualTo(200);
        assertThat(reports.isOpen(resource)).isTrue();
        assertThat(report(careless, resource, "PRIVACY", 409).text("/code")).isEqualTo("reported-already");
        assertThat(reporter.post("resource-reports/" + waiting.text("/id") + "/suspension")
                        .status())
                .isEqualTo(403);

        Api.Answer dismissed =
                as("D-03").post("resource-reports/" + waiting.text("/id") + "/dismissal", Map.of("reason", "并无个人信息。"));
        assertThat(dismissed.text("/state")).as(dismissed.toString()).isEqualTo("WRONG");
        assertThat(as("D-03")
                        .post("resource-reports/" + waiting.text("/id") + "/suspension")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void theStewardOnDutyMaySuspendOnAWaitingReport() {
        Api careless = as("T-JHS-003-02");
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());
        String id = report(careless, resource, "COPYRIGHT").text("/id");
        String takedown = careless.get("resource-reports/" + id).text("/takedownId");
        // Two who report the same share one suspension.
        assertThat(as("D-02").get("takedowns/" + takedown).text("/state")).isEqualTo("SUSPENDED");
        decide("D-01", takedown, "informCommittee", Map.of("comment", "请裁定。"));
        decide("C-05", takedown, "decideReport", Map.of("vote", "KEEP", "comment", "权属清楚。"));
        awaitState(takedown, "RESTORED");
    }

    @Test
    void nobodyReportsTheirOwnAndSystemsReportNothing() {
        UUID resource = publishing.publish(AUTHOR, Publishing.nonce());

        assertThat(report(as(AUTHOR), resource, "PRIVACY", 403).text("/code")).isEqualTo("reports-own");
        assertThat(report(as("client-jhs-042"), resource, "PRIVACY", 403).status())
                .isEqualTo(403);
        assertThat(report(reporter, UUID.randomUUID(), "PRIVACY", 404).status()).isEqualTo(404);
        assertThat(report(reporter, resource, "GOSSIP", 422).status()).isEqualTo(422);
    }

    private Api as(String person) {
        return publishing.api().as(person);
    }

    private Api.Answer report(Api who, UUID resource, String reason) {
        return report(who, resource, reason, 201);
    }

    private Api.Answer report(Api who, UUID resource, String reason, int status) {
        Api.Answer answer =
                who.post("resources/" + resource + "/reports", Map.of("reason", reason, "text", "第 4 页照片中有学生姓名。"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }

    private void decide(String person, String takedown, String key, Map<String, String> decision) {
        Api.Answer answer = as(person).post("review-tasks/" + task(takedown, key) + "/decision", decision);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private String task(String takedown, String key) {
        return await().atMost(PATIENCE)
                .until(
                        () -> jdbc.sql(
                                        """
                                        select id from worklist.task where case_id = cast(:id as uuid)
                                           and task_key = :key and state in ('OPEN', 'CLAIMED')
                                        """)
                                .param("id", takedown)
                                .param("key", "takedown/" + key)
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private void awaitState(String takedown, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        as("D-01").get("takedowns/" + takedown).text("/state"))
                .isEqualTo(state));
    }

    private void passTime(String takedown) {
        jdbc.sql(
                        """
                        update camunda.act_ru_job set duedate_ = now() - interval '1 minute'
                         where type_ = 'timer' and process_instance_id_ in (
                               select proc_inst_id_ from camunda.act_ru_execution where business_key_ = :key)
                        """)
                .param("key", takedown)
                .update();
    }

    private long found(String title) {
        return reporter.get("search?q=" + java.net.URLEncoder.encode(title, java.nio.charset.StandardCharsets.UTF_8))
                .json()
                .get("total")
                .asLong();
    }

    private int told(String topic, String subject) {
        return jdbc.sql(
                        "select count(*) from notification.item where topic = :topic and subject_id = cast(:id as uuid)")
                .param("topic", topic)
                .param("id", subject)
                .query(Integer.class)
                .single();
    }
}

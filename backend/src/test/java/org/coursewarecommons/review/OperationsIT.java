package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Running the engine: what is stuck is seen and set going again, and history doesn't grow for ever. */
@IntegrationTest
class OperationsIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String COLLEAGUE = "R-XK-PRIMARY-03";
    private static final String STEWARD = "D-01";

    private final int port;
    private final JdbcClient jdbc;
    private final Api api;
    private final ProcessEngineConfigurationImpl engine;
    private final ManagementService management;
    private final HistoryService history;

    OperationsIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            ProcessEngineConfigurationImpl engine,
            ManagementService management,
            HistoryService history) {
        this.port = port;
        this.jdbc = jdbc;
        this.api = Api.on(port);
        this.engine = engine;
        this.management = management;
        this.history = history;
    }

    @Test
    void aStuckStepIsListedWithItsCauseAndGoesOnWhenRetried() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");
        String task = item.task("TEACHER", 1);
        jdbc.sql("create function review.break_it() returns trigger language plpgsql as "
                        + "$$ begin raise exception 'broken for the operations test'; end $$")
                .update();
        jdbc.sql("create trigger broken before insert on sharing.scope for each row when (new.resource_id = '"
                        + item.resourceId + "') execute function review.break_it()")
                .update();
        try {
            item.decided(COLLEAGUE, task, ReviewCase.sheet("T", 4));
            await().atMost(Duration.ofSeconds(60)).until(() -> incident(item) != null);
            JsonNode retrying = incident(item);
            assertThat(retrying.get("cause").asText()).contains("broken for the operations test");
            assertThat(retrying.get("processKey").asText()).isEqualTo("resource-review");
            assertThat(retrying.get("activity").asText()).isNotBlank();
            management.setJobRetries(retrying.get("id").asText(), 0);
            JsonNode failed = incident(item);
            assertThat(failed.get("kind").asText()).isEqualTo("FAILED");
            assertThat(failed.get("nextTryAt").isNull()).isTrue();
            assertThat(api.as(STEWARD).get("admin/incidents?kind=FAILED").json().get("items"))
                    .anySatisfy(
                            row -> assertThat(row.get("businessKey").asText()).isEqualTo(item.submissionId()));
        } finally {
            jdbc.sql("drop function review.break_it() cascade").update();
        }
        String retry = "admin/incidents/" + incident(item).get("id").asText() + "/retry";
        assertThat(api.as(ReviewCase.COORDINATOR).post(retry).status()).isEqualTo(403);
        assertThat(api.as("AU-01").get("admin/incidents").status()).isEqualTo(200);

        Api.Answer retried = api.as(STEWARD).post(retry);

        assertThat(retried.status()).as(retried.toString()).isEqualTo(200);
        item.awaitState("PUBLISHED");
        assertThat(incident(item)).isNull();
        assertThat(api.as(STEWARD).post(retry).status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from audit.line where event = 'workflow.JobRetried'"
                                + " and facts ->> 'businessKey' = :key")
                        .param("key", item.submissionId())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void onlyWhoRunsTheSystemSeesItsTroubles() {
        assertThat(api.as(AUTHOR).get("admin/incidents").status()).isEqualTo(403);
        assertThat(api.as(ReviewCase.COORDINATOR).get("admin/incidents").status())
                .isEqualTo(403);
        assertThat(api.as(STEWARD).get("admin/incidents?cursor=Zm9v").status()).isEqualTo(400);
    }

    @Test
    void theHistoryOfAFinishedReviewIsGoneAfterItsTimeAndOurOwnRecordStays() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");
        item.task("TEACHER", 1);
        String process = jdbc.sql("select proc_inst_id_ from camunda.act_hi_procinst where business_key_ = :key")
                .param("key", item.submissionId())
                .query(String.class)
                .single();
        api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
        assertThat(historyRows(process)).isNotEmpty();

        engine.getJobExecutor().shutdown();
        try {
            cleanUpAt(Instant.now().plus(Duration.ofDays(179)));
            assertThat(historyRows(process)).isNotEmpty();
            cleanUpAt(Instant.now().plus(Duration.ofDays(181)));
        } finally {
            ClockUtil.reset();
            engine.getJobExecutor().start();
        }

        assertThat(historyRows(process)).isEmpty();
        assertThat(item.submission(AUTHOR).text("/state")).isEqualTo("WITHDRAWN");
        assertThat(ReviewIT.events(item)).startsWith("submitted").endsWith("withdrawn");
        Api.Answer picture = api.as(AUTHOR).get("submissions/" + item.submissionId() + "/diagram");
        assertThat(picture.status()).isEqualTo(200);
    }

    @Test
    void historyThatShouldBeGoneIsSeenAndGoneWhenTheCleanUpIsRunByHand() {
        ReviewCase item = ReviewCase.submitted(port, AUTHOR, "XK", "SCHOOL");
        item.task("TEACHER", 1);
        api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal");
        assertThat(late()).isNull();
        jdbc.sql("update camunda.act_hi_procinst set removal_time_ = removal_time_ - interval '183 days'"
                        + " where business_key_ = :key")
                .param("key", item.submissionId())
                .update();

        JsonNode late = late();

        assertThat(late).isNotNull();
        assertThat(late.get("cause").asText()).startsWith("1 finished");
        Api.Answer run =
                api.as(STEWARD).post("admin/incidents/" + late.get("id").asText() + "/retry");
        assertThat(run.status()).as(run.toString()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> late() == null);
    }

    private JsonNode late() {
        JsonNode items =
                api.as(STEWARD).get("admin/incidents?kind=CLEANUP_LATE").json().get("items");
        return items.isEmpty() ? null : items.get(0);
    }

    @Test
    void cleanUpHasAWindowEveryNight() {
        assertThat(engine.getHistoryCleanupBatchWindowStartTime()).isEqualTo("02:00");
        assertThat(engine.getHistoryCleanupBatchWindowEndTime()).isEqualTo("05:00");
        assertThat(history.findHistoryCleanupJobs()).isNotEmpty();
        assertThat(engine.getHistoryCleanupJobLogTimeToLive()).isEqualTo("P30D");
    }

    /** As the engine does it in its window, until nothing is left to do. */
    private void cleanUpAt(Instant time) {
        ClockUtil.setCurrentTime(Date.from(time));
        history.cleanUpHistoryAsync(true);
        for (int i = 0; i < 60; i++) {
            for (Job job : history.findHistoryCleanupJobs()) {
                management.executeJob(job.getId());
            }
        }
    }

    /** Rows of the process by table, of every history table and of the engine's blobs; tables without any left out. */
    private Map<String, Long> historyRows(String process) {
        List<String> tables = jdbc.sql(
                        """
                        select table_name from information_schema.columns
                         where table_schema = 'camunda' and column_name = 'root_proc_inst_id_'
                           and (table_name like 'act_hi_%' or table_name = 'act_ge_bytearray')
                        """)
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(8);
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables) {
            long count = jdbc.sql("select count(*) from camunda." + table + " where root_proc_inst_id_ = :process")
                    .param("process", process)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                rows.put(table, count);
            }
        }
        return rows;
    }

    private JsonNode incident(ReviewCase item) {
        for (JsonNode incident :
                api.as(STEWARD).get("admin/incidents?limit=100").json().get("items")) {
            if (incident.get("businessKey").asText().equals(item.submissionId())) {
                return incident;
            }
        }
        return null;
    }
}

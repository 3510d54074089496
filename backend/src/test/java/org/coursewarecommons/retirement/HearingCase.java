package org.coursewarecommons.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.Publishing;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hearing about a published resource, driven through the doors by the persons of the seeds. */
final class HearingCase {

    static final String STEWARD = "D-01";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Api api;
    final JdbcClient jdbc;
    final UUID resourceId;
    final String title;
    String door = "";

    HearingCase(ApplicationContext context, UUID resourceId, String title) {
        this.api = new Publishing(context).api();
        this.jdbc = context.getBean(JdbcClient.class);
        this.resourceId = resourceId;
        this.title = title;
    }

    HearingCase nominated(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("resourceId", resourceId, "reasonCode", "LOW_VALUE", "reason", "连续两个学期几乎无人使用，内容已有更新的同类资源。"));
        body.putAll(more);
        Api.Answer made = api.as(STEWARD).post("retirements", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        door = "retirements/" + made.text("/id");
        return this;
    }

    String id() {
        return door.substring("retirements/".length());
    }

    Api.Answer read(String person) {
        return api.as(person).get(door);
    }

    Api.Answer answer(String person, String choice) {
        return api.as(person).post(door + "/answer", Map.of("choice", choice, "text", "这一课在第一学期使用,请看去年同期。"));
    }

    Api.Answer appeal(String person) {
        return api.as(person).post(door + "/appeal", Map.of("text", "本校每学期复习课都用它,附教案与课堂记录。"));
    }

    Api.Answer resource(String person) {
        return api.as(person).get("resources/" + resourceId);
    }

    HearingCase awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(read(STEWARD).text("/state")).isEqualTo(state));
        return this;
    }

    /** The open tasks of the hearing, once they are that many. */
    List<String> tasks(String kind, int expected) {
        List<String> found = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            found.clear();
            found.addAll(open(kind));
            assertThat(found).as(kind).hasSize(expected);
        });
        return List.copyOf(found);
    }

    List<String> open(String kind) {
        return jdbc.sql(
                        """
                        select id::text from worklist.task
                         where case_id = :id and kind = :kind and state in ('OPEN', 'CLAIMED') order by id
                        """)
                .param("id", UUID.fromString(id()))
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    Api.Answer vote(String person, String task, String vote) {
        return api.as(person)
                .post("review-tasks/" + task + "/decision", Map.of("vote", vote, "comment", "看过使用数据和资源本身后的书面理由。"));
    }

    void voted(String person, String task, String vote) {
        Api.Answer answer = vote(person, task, vote);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    /** All seven of the committee, C-01 first. */
    HearingCase committee(String... votes) {
        List<String> tasks = tasks("COMMITTEE", votes.length);
        for (int i = 0; i < votes.length; i++) {
            voted("C-0" + (i + 1), tasks.get(i), votes[i]);
        }
        return this;
    }

    HearingCase panel(String... votes) {
        List<String> tasks = tasks("APPEAL", 5);
        for (int i = 0; i < votes.length; i++) {
            voted("A-0" + (i + 1), tasks.get(i), votes[i]);
        }
        return this;
    }

    /** Two stewards who had nothing to do with it sign. */
    HearingCase executed() {
        voted("D-02", tasks("STEWARD", 1).get(0), "APPROVE");
        await().atMost(PATIENCE).until(() -> events(), events -> events.contains("confirmation-opened"));
        voted("D-03", tasks("STEWARD", 1).get(0), "APPROVE");
        return this;
    }

    /** The present step's time is over. */
    void timeIsOver() {
        jdbc.sql("update retirement.hearing set due = now() - interval '1 minute' where id = :id")
                .param("id", UUID.fromString(id()))
                .update();
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql(
                                        """
                                        update camunda.act_ru_job set duedate_ = now() - interval '1 minute'
                                         where type_ = 'timer' and process_instance_id_ in
                                               (select proc_inst_id_ from camunda.act_ru_execution where business_key_ = :key)
                                        """)
                                .param("key", id())
                                .update()
                        > 0);
    }

    List<String> events() {
        List<String> events = new ArrayList<>();
        for (JsonNode entry : read(STEWARD).json().at("/timeline")) {
            events.add(entry.at("/event").asText());
        }
        return events;
    }
}

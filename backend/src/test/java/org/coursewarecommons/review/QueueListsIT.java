package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists and counts of the queues over many tasks: whatever is asked, they agree. */
@IntegrationTest
class QueueListsIT {

    private static final String COORDINATOR = ReviewCase.COORDINATOR;

    private final JdbcClient jdbc;
    private final Api api;

    QueueListsIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.api = Api.on(port);
    }

    @Test
    void countsEqualTheListsForEveryFilter() {
        String mark = UUID.randomUUID().toString().substring(24);
        Random random = new Random(20260413);
        try {
            for (int i = 0; i < 240; i++) {
                insertTask(mark, random);
            }
            for (String person : List.of("E-SX-PRIMARY-02", "R-SX-PRIMARY-01", "X-02", COORDINATOR, "T-JHS-042-03")) {
                for (int i = 0; i < 12; i++) {
                    assertCountsEqualLists(api.as(person), filter(mark, random), random);
                }
            }
        } finally {
            jdbc.sql("delete from worklist.task where title like '%' || :mark || '%'")
                    .param("mark", mark)
                    .update();
        }
    }

    private static void assertCountsEqualLists(Api caller, String filter, Random random) {
        JsonNode counts = caller.get("review-tasks/counts?" + filter).json();
        for (String queue : List.of("mine", "available", "team")) {
            String sort = List.of("due", "oldest", "newest").get(random.nextInt(3));
            String list = "review-tasks?queue=" + queue + "&sort=" + sort + "&" + filter;
            List<String> paged = walk(caller, list + "&limit=" + (1 + random.nextInt(40)));
            assertThat(paged).as(list).hasSize(counts.get(queue).asInt()).doesNotHaveDuplicates();
            assertThat(walk(caller, list + "&limit=100")).as(list).isEqualTo(paged);
        }
    }

    private static List<String> walk(Api caller, String list) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = caller.get(list + next).json();
            page.get("items").forEach(task -> ids.add(task.get("id").asText()));
            assertThat(page.get("total").asInt()).as(list).isGreaterThanOrEqualTo(ids.size());
            next = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!next.isEmpty() && new HashSet<>(ids).size() == ids.size());
        return ids;
    }

    private static String filter(String mark, Random random) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("kind", List.of("EXPERT", "TEACHER", "TECHNICIAN", "VETO_CHECK"));
        choices.put("subject", List.of("SX", "YW"));
        choices.put("stage", List.of("PRIMARY", "JUNIOR"));
        choices.put("due", List.of("overdue", "today"));
        StringBuilder filter =
                new StringBuilder("q=").append(random.nextBoolean() ? mark : "%E5%88%86%E6%95%B0" + mark);
        choices.forEach((name, values) -> {
            if (random.nextInt(3) == 0) {
                filter.append('&').append(name).append('=').append(values.get(random.nextInt(values.size())));
            }
        });
        return filter.toString();
    }

    private void insertTask(String mark, Random random) {
        String role = List.of("EXPERT", "TEACHER_REVIEWER", "TECHNICIAN", "REVIEW_COORDINATOR")
                .get(random.nextInt(4));
        String subject = random.nextBoolean() ? "SX" : "YW";
        String stage = random.nextBoolean() ? "PRIMARY" : "JUNIOR";
        String kind = Map.of("TEACHER_REVIEWER", "TEACHER", "REVIEW_COORDINATOR", "VETO_CHECK")
                .getOrDefault(role, role);
        boolean held = random.nextInt(60) == 0;
        OffsetDateTime since = OffsetDateTime.now().minusHours(random.nextInt(5));
        jdbc.sql(
                        """
                        insert into worklist.task (id, engine_task_id, task_key, kind, case_id, round, resource_id, title,
                            subject, stage, level, form, open_to, reserved_for, since, due, holder_id, state)
                        values (:id, 'test-' || :id, 'test', :kind, :caseId, 1, :caseId, :title, :subject, :stage, 'L3',
                            :form, :openTo, :reserved, :since, :due, cast(:holder as uuid), :state)
                        """)
                .param("id", UUID.randomUUID())
                .param("kind", kind)
                .param("caseId", UUID.randomUUID())
                .param("title", (random.nextBoolean() ? "分数" : "小数") + mark)
                .param("subject", subject)
                .param("stage", stage)
                .param("form", role.equals("REVIEW_COORDINATOR") ? null : "E")
                .param(
                        "openTo",
                        switch (role) {
                            case "TECHNICIAN" -> new String[] {"TECHNICIAN/pptx", "TECHNICIAN/*"};
                            case "REVIEW_COORDINATOR" -> new String[] {role};
                            default -> new String[] {role + "/" + subject + "/" + stage, role + "/*/" + stage};
                        })
                .param("reserved", random.nextInt(4) == 0 ? "rural-place" : null)
                .param("since", since)
                .param(
                        "due",
                        random.nextInt(5) == 0
                                ? null
                                : since.plusHours(held ? 60 : random.nextInt(80))
                                        .minusHours(held ? 0 : 20))
                .param("holder", held ? personId("E-SX-PRIMARY-02") : null)
                .param("state", held ? "CLAIMED" : "OPEN")
                .update();
    }

    private String personId(String code) {
        return api.as(code).get("me").text("/personId");
    }
}

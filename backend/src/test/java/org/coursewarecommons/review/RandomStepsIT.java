package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random persons take random steps, most of them illegal, on a few submissions. Whatever they try: the answer is a
 * plain yes or a named no, and the rows never contradict each other. {@code -Dreview.random-steps=20000} for the long
 * form, {@code -Dreview.random-seed=…} to repeat one.
 */
@IntegrationTest
class RandomStepsIT {

    private static final int STEPS = Integer.getInteger("review.random-steps", 150);
    private static final long SEED = Long.getLong("review.random-seed", new Random().nextLong());
    private static final int ITEMS = 4;
    private static final int CHECK_EVERY = 25;
    private static final Set<Integer> PLAIN = Set.of(200, 202, 403, 404, 409, 422, 428, 412);
    private static final String AUTHOR = "T-JHS-005-01";
    private static final List<String> PERSONS = List.of(
            AUTHOR,
            "SA-JHS-005",
            "SA-JHS-015",
            "T-JHS-042-03",
            "X-01",
            "X-02",
            "E-SX-PRIMARY-01",
            "E-SX-PRIMARY-02",
            "E-SX-PRIMARY-03",
            "E-SX-PRIMARY-04",
            "E-SX-PRIMARY-05",
            "R-SX-PRIMARY-01",
            "R-SX-PRIMARY-02",
            "R-SX-PRIMARY-03",
            "R-SX-PRIMARY-04",
            "RC-01",
            "C-01",
            "C-02",
            "C-03",
            "D-01");

    private final int port;
    private final JdbcClient jdbc;
    private final Random random = new Random(SEED);
    private final List<ReviewCase> items = new ArrayList<>();

    RandomStepsIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void whateverPersonsTryTheStateIsNeverWrong() {
        for (int step = 1; step <= STEPS; step++) {
            ReviewCase item = anyItem();
            String person = any(PERSONS);
            Api.Answer answer = act(item, person);
            assertThat(PLAIN)
                    .as("seed %d, step %d by %s: %s", SEED, step, person, answer)
                    .contains(answer.status());
            if (answer.status() >= 400) {
                assertThat(answer.text("/code"))
                        .as("seed %d, step %d", SEED, step)
                        .isNotBlank();
            }
            if (step % CHECK_EVERY == 0 || step == STEPS) {
                check(step);
            }
        }
    }

    /** Others count open tasks, too: nothing stays in anybody's queue. */
    @AfterEach
    void endWhatStillRuns() {
        items.forEach(item -> item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal"));
    }

    /** A few at a time; one that has ended makes room for another. */
    private ReviewCase anyItem() {
        items.removeIf(item -> Set.of("PUBLISHED", "REJECTED", "WITHDRAWN", "RETURNED")
                        .contains(item.submission(AUTHOR).text("/state"))
                && random.nextInt(3) == 0);
        if (items.size() < ITEMS) {
            items.add(ReviewCase.submitted(port, AUTHOR, "SX", any(List.of("SCHOOL", "COLLECTIVE", "DISTRICT"))));
        }
        return any(items);
    }

    private Api.Answer act(ReviewCase item, String person) {
        Api api = item.api.as(person);
        String submission = "submissions/" + item.submissionId();
        String task = "review-tasks/" + anyTask(item);
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(6) == 0 ? api.post(submission + "/withdrawal") : api.get(submission);
            case 1 -> api.post(submission + "/resubmission", Map.of("note", "再次提交"));
            case 2 -> api.post("resources/" + item.resourceId + "/submissions", Map.of("promise", true));
            case 3 -> api.post(task + "/claim");
            case 4 -> api.post(task + "/release");
            case 5 -> api.put(task + "/draft", Map.of("scores", Map.of("X1", 3)));
            case 6 ->
                api.post(
                        task + "/reassignment",
                        Map.of("personId", item.api.as(any(PERSONS)).get("me").text("/personId"), "reason", "随机转交"));
            case 7 ->
                api.post(
                        task + "/decision",
                        Map.of(
                                "vote",
                                any(List.of("UPHOLD", "REVERSE", "APPROVE", "RETURN")),
                                "comment",
                                "随机意见，仅用于测试。"));
            default -> {
                Map<String, Object> sheet =
                        ReviewCase.sheet(any(List.of("X", "E", "T")), any(List.of(1, 2, 3, 4, 4, 4, 4, 5, 9)));
                if (random.nextInt(15) == 0) {
                    sheet.put(
                            "vetoes",
                            List.of(Map.of(
                                    "code", any(List.of("V03", "V04", "V09")), "place", "第 1 页", "reason", "随机")));
                }
                yield api.post(task + "/decision", sheet);
            }
        };
    }

    /** Any task of the item, ended ones too. */
    private String anyTask(ReviewCase item) {
        List<String> tasks = jdbc.sql("select id from worklist.task where case_id = :id order by id")
                .param("id", UUID.fromString(item.submissionId()))
                .query(String.class)
                .list();
        return tasks.isEmpty() ? UUID.randomUUID().toString() : any(tasks);
    }

    private void check(int step) {
        String where = "seed %d, step %d".formatted(SEED, step);
        none(
                where + ": two sheets of a person in a round",
                """
                select submission_id from review.score_sheet where based_on_task_id is null
                 group by submission_id, round, reviewer_id having count(*) > 1""");
        none(
                where + ": a person scored at two levels",
                """
                select submission_id from review.score_sheet
                 group by submission_id, reviewer_id having count(distinct level) > 1""");
        none(
                where + ": an author's own sheet",
                """
                select s.task_id from review.score_sheet s join review.submission u on u.id = s.submission_id
                 where s.reviewer_id = u.owner_id""");
        none(
                where + ": a decided task without its sheet or vote",
                """
                select t.id from worklist.task t where t.state = 'DECIDED' and t.task_key like 'resource-review/%'
                   and t.kind in ('TECHNICIAN', 'EXPERT', 'TEACHER')
                   and not exists (select 1 from review.score_sheet s where s.task_id = t.id)""");
        none(
                where + ": a sheet whose task isn't decided",
                """
                select s.task_id from review.score_sheet s join worklist.task t on t.id = s.task_id
                 where t.state <> 'DECIDED'""");
        none(
                where + ": an open task of an ended review",
                """
                select t.id from worklist.task t join review.submission u on u.id = t.case_id
                 where t.state in ('OPEN', 'CLAIMED') and u.state <> 'SUBMITTED'""");
        none(
                where + ": a version that says another thing than its submission",
                """
                select u.id from review.submission u join catalog.version v on v.id = u.version_id
                 where (u.state = 'PUBLISHED'
                        and v.state not in ('PUBLISHED', 'REPLACED', 'PROBATION', 'SUSPENDED', 'SUPERSEDED', 'RETIRED'))
                    or (u.state = 'SUBMITTED' and v.state <> 'SUBMITTED')
                    or (u.state = 'REVISION_REQUESTED' and v.state <> 'REVISION_REQUESTED')""");
        none(
                where + ": published before its last level",
                """
                select id from review.submission where state = 'PUBLISHED' and outcome is not null
                   and level <> case target_level when 'SCHOOL' then 'L1' when 'COLLECTIVE' then 'L2' else 'L3' end""");
    }

    private void none(String what, String sql) {
        assertThat(jdbc.sql(sql).query(String.class).list()).as(what).isEmpty();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

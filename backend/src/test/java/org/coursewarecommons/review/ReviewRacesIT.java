package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Persons who act on one review at the same moment. {@code -Dreview.race-rounds=200} for the long form of the ten
 * voters.
 */
@IntegrationTest
class ReviewRacesIT {

    private static final int ROUNDS = Integer.getInteger("review.race-rounds", 2);
    private static final String AUTHOR = "T-JHS-005-01";
    private static final List<String> EXPERTS =
            List.of("E-SX-PRIMARY-02", "E-SX-PRIMARY-03", "E-SX-PRIMARY-04", "E-SX-PRIMARY-05");
    private static final List<String> TEACHERS =
            Stream.of(1, 2, 3, 4, 5, 6).map(number -> "R-SX-PRIMARY-0" + number).toList();

    private final int port;
    private final JdbcClient jdbc;

    ReviewRacesIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void tenReviewersVoteInTheSameMomentAndEachPlaceIsTakenOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L3");
            List<Supplier<Api.Answer>> votes = new ArrayList<>();
            votes.addAll(votes(item, EXPERTS, item.tasks("EXPERT", 1, 2), "E"));
            votes.addAll(votes(item, TEACHERS, item.tasks("TEACHER", 1, 2), "T"));

            List<Api.Answer> answers = AtOnce.all(votes);

            assertThat(answers).extracting(Api.Answer::status).containsOnly(200, 409);
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(4);
            item.awaitState("PUBLISHED");
            assertThat(sheets(item)).isEqualTo(8);
        }
    }

    @Test
    void ofTwoClaimsInTheSameMomentOneWins() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        String task = item.task("TECHNICIAN", 1);

        List<Api.Answer> answers = AtOnce.all(List.of(() -> item.claim("X-01", task), () -> item.claim("X-02", task)));

        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.text("/code")).isEqualTo("not-your-task"));
    }

    @Test
    void whoVotesTwiceInTheSameMomentIsCountedOnce() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        String task = item.task("TECHNICIAN", 1);
        long before = sheets(item);

        List<Api.Answer> answers = AtOnce.all(List.of(
                () -> item.decide("X-01", task, ReviewCase.sheet("X", 4)),
                () -> item.decide("X-01", task, ReviewCase.sheet("X", 5))));

        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(sheets(item) - before).isEqualTo(1);
    }

    @Test
    void aVoteAndAWithdrawalInTheSameMomentLeaveAWithdrawnSubmissionAndNoOpenTask() {
        ReviewCase item = ReviewCase.at(port, AUTHOR, "SX", "DISTRICT", "L2");
        String task = item.task("TECHNICIAN", 1);

        List<Api.Answer> answers = AtOnce.all(List.of(
                () -> item.decide("X-01", task, ReviewCase.sheet("X", 4)),
                () -> item.api.as(AUTHOR).post("submissions/" + item.submissionId() + "/withdrawal")));

        assertThat(answers).extracting(Api.Answer::status).isSubsetOf(Set.of(200, 409));
        if (answers.get(1).status() == 409) {
            // The vote moved the process in between; asking again is all the author has to do.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> item.api
                                    .as(AUTHOR)
                                    .post("submissions/" + item.submissionId() + "/withdrawal")
                                    .status()
                            == 200);
        }
        item.awaitState("WITHDRAWN");
        assertThat(item.decide("X-02", task, ReviewCase.sheet("X", 4)).status()).isEqualTo(409);
        assertThat(jdbc.sql("select count(*) from worklist.task where case_id = :id and state in ('OPEN', 'CLAIMED')")
                        .param("id", UUID.fromString(item.submissionId()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static List<Supplier<Api.Answer>> votes(
            ReviewCase item, List<String> persons, List<String> tasks, String form) {
        List<Supplier<Api.Answer>> votes = new ArrayList<>();
        Map<String, Object> sheet = ReviewCase.sheet(form, 4);
        for (int i = 0; i < persons.size(); i++) {
            String person = persons.get(i);
            String task = tasks.get(i % tasks.size());
            votes.add(() -> item.decide(person, task, sheet));
        }
        return votes;
    }

    private long sheets(ReviewCase item) {
        return jdbc.sql("select count(*) from review.score_sheet where submission_id = cast(:id as uuid)")
                .param("id", item.submissionId())
                .query(Long.class)
                .single();
    }
}

package org.coursewarecommons.localstack.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.coursewarecommons.localstack.journey.JourneyPlan.Round;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private final Seeds seeds = new Seeds(Path.of("..", "seeds"));

    @Test
    void findsThoseWhoMayReviewPrimaryMathematics() {
        assertThat(seeds.appointed("EXPERT", "SX", "PRIMARY"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(person -> person.startsWith("E-SX-PRIMARY-"));
    }

    @Test
    void namesTechniciansForAllFormatsFirst() {
        var technicians = seeds.appointed("TECHNICIAN", "SX", "PRIMARY");

        assertThat(technicians.indexOf("X-06")).isLessThan(technicians.indexOf("X-09"));
    }

    @Test
    void readsEveryItemOfTheJourneyWithItsSheets() {
        JourneyPlan plan = seeds.plan();

        assertThat(plan.items()).extracting(JourneyPlan.Item::key).containsExactly("accepted", "revised", "rejected");
        assertThat(plan.items()).allSatisfy(item -> assertThat(item.rounds())
                .extracting(Round::sheets)
                .allSatisfy(sheets -> assertThat(sheets).containsOnlyKeys("TECHNICIAN", "EXPERT", "TEACHER")));
    }

    @Test
    void knowsThePersonsSchoolAndTheClientsSecret() {
        assertThat(seeds.schoolOf("T-JHS-005-01")).isEqualTo("JHS-005");
        assertThat(seeds.clientSecret("client-jhs-042")).startsWith("demo-only-");
    }
}

package org.coursewarecommons.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quorum and majority (DT-E2). */
class TallyTest {

    private static final List<String> SIDES =
            List.of("EXPERT", "TEACHER", "TECHNICIAN", "TEACHER", "EXPERT", "TECHNICIAN", "EXPERT");

    @ParameterizedTest
    @CsvSource({
        "RETIRE RETIRE RETIRE KEEP KEEP, RETIRE",
        "RETIRE RETIRE KEEP KEEP ABSTAIN, IMPROVE",
        "RETIRE RETIRE ABSTAIN ABSTAIN ABSTAIN, RETIRE",
        "RETIRE KEEP KEEP KEEP IMPROVE, KEEP",
        "RETIRE RETIRE IMPROVE IMPROVE KEEP, IMPROVE",
        "ABSTAIN ABSTAIN ABSTAIN ABSTAIN ABSTAIN, KEEP",
        "RETIRE RETIRE RETIRE RETIRE, NO_QUORUM"
    })
    void aCommitteeDecidesByTheMajorityOfTheVotesCast(String votes, String result) {
        assertThat(Tally.ofCommittee(cast(votes, SIDES)).result()).isEqualTo(result);
    }

    @Test
    void givenFiveVotesOfTwoSidesOnly_thenThereIsNoQuorum() {
        List<String> twoSides = List.of("EXPERT", "TEACHER", "EXPERT", "TEACHER", "EXPERT");

        assertThat(Tally.ofCommittee(cast("RETIRE RETIRE RETIRE RETIRE RETIRE", twoSides))
                        .result())
                .isEqualTo("NO_QUORUM");
    }

    @ParameterizedTest
    @CsvSource({
        "UPHOLD UPHOLD REVERSE, UPHOLD",
        "UPHOLD REVERSE RETURN, REVERSE",
        "RETURN RETURN UPHOLD, RETURN",
        "UPHOLD UPHOLD REVERSE REVERSE, REVERSE",
        "ABSTAIN ABSTAIN ABSTAIN, REVERSE",
        "UPHOLD UPHOLD, NO_QUORUM"
    })
    void aPanelUpholdsOnlyByAMajority(String votes, String result) {
        assertThat(Tally.ofPanel(cast(votes, SIDES)).result()).isEqualTo(result);
    }

    @Test
    void theReasonIsThatOfThoseWhoVotedForTheResult() {
        assertThat(Tally.ofCommittee(cast("RETIRE KEEP RETIRE KEEP RETIRE", SIDES))
                        .reason())
                .isEqualTo("理由 0\n理由 2\n理由 4");
    }

    private static List<HearingRecords.Vote> cast(String votes, List<String> sides) {
        List<HearingRecords.Vote> cast = new ArrayList<>();
        for (String vote : votes.split(" ")) {
            cast.add(new HearingRecords.Vote(UUID.randomUUID(), sides.get(cast.size()), vote, "理由 " + cast.size()));
        }
        return cast;
    }
}

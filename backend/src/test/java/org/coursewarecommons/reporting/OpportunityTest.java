package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.supply.Shelf.Stock;
import org.junit.jupiter.api.Test;

/** Who could have used what. */
class OpportunityTest {

    private static final UUID GROUP = UUID.randomUUID();
    private static final School MEMBER = school(60, Set.of(GROUP));
    private static final School OTHER = school(30, Set.of());

    private final Opportunity opportunity = new Opportunity(Map.of(MEMBER.id(), MEMBER, OTHER.id(), OTHER));

    @Test
    void isTeachersTimesWeeksTimesItems() {
        Map<UUID, Double> weeks = opportunity.of(List.of(stock("district", "G03", 18, 2)));

        assertThat(weeks.get(MEMBER.id())).isCloseTo(60 / 6.0 * 0.14 * 18 * 2, within(1e-9));
        assertThat(weeks.get(OTHER.id())).isCloseTo(30 / 6.0 * 0.14 * 18 * 2, within(1e-9));
    }

    @Test
    void isOnlyWhereTheSchoolStands() {
        assertThat(opportunity.of(List.of(stock("collective:" + GROUP, "G03", 18, 1))))
                .containsOnlyKeys(MEMBER.id());
        assertThat(opportunity.of(List.of(stock("school:" + OTHER.id(), "G03", 18, 1))))
                .containsOnlyKeys(OTHER.id());
    }

    @Test
    void isNothingForAGradeThatTheSchoolDoesNotHave() {
        assertThat(opportunity.of(List.of(stock("district", "G08", 18, 1)))).isEmpty();
    }

    private static Stock stock(String scope, String grade, int weeks, int items) {
        return new Stock(null, "SX", Set.of(grade), Set.of(scope), weeks, items);
    }

    private static School school(int teachers, Set<UUID> collectives) {
        return new School(
                UUID.randomUUID(), "X", "X", UUID.randomUUID(), "T", "RURAL", "PRIMARY", teachers, "WEAK", collectives);
    }
}

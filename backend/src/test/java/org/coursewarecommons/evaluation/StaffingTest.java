package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools.School;
import org.junit.jupiter.api.Test;

class StaffingTest {

    private static final UUID GROUP = new UUID(9, 9);

    private final School town = school(1, "TOWN", "PRIMARY", 60, Set.of(GROUP));
    private final School village = school(2, "RURAL", "PRIMARY", 30, Set.of(GROUP));
    private final School junior = school(3, "URBAN", "JUNIOR", 90, Set.of());
    private final Staffing staffing = new Staffing(List.of(town, village, junior), EffectConfiguration.first());

    @Test
    void teachersAreSpreadOverGradesAndSubjects() {
        Staffing.Teachers teachers = staffing.of(Set.of("district"), "SX", List.of("G03"));

        assertThat(teachers.count()).isCloseTo(90 * .14 / 6, within(1e-9));
        assertThat(teachers.schools()).isEqualTo(2);
        assertThat(teachers.rural()).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void onlySchoolsInItsScopeCouldUseIt() {
        assertThat(staffing.of(Set.of("school:" + village.id()), "SX", List.of("G03"))
                        .schools())
                .isEqualTo(1);
        assertThat(staffing.of(Set.of("collective:" + GROUP), "SX", List.of("G03"))
                        .schools())
                .isEqualTo(2);
        assertThat(staffing.of(Set.of(), "SX", List.of("G03")).count()).isZero();
    }

    @Test
    void theCircleOfASchoolIsItsCollectivesAndItself() {
        assertThat(staffing.circles().get(town.id())).containsExactlyInAnyOrder(town.id(), village.id());
        assertThat(staffing.circles().get(junior.id())).containsExactly(junior.id());
        assertThat(staffing.ruralSchools()).containsExactly(village.id());
    }

    private static School school(int number, String area, String type, int teachers, Set<UUID> collectives) {
        return new School(
                new UUID(0, number),
                "S" + number,
                "S" + number,
                new UUID(1, 1),
                "T",
                area,
                type,
                teachers,
                null,
                collectives);
    }
}

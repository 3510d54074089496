package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.coursewarecommons.identity.Role;
import org.junit.jupiter.api.Test;

class AppointmentTest {

    @Test
    void coversTheSubjectsAndStagesItNames() {
        Appointment maths = appointment(Set.of("SX", "KX"), Set.of("PRIMARY"));

        assertThat(maths.covers("SX", "PRIMARY")).isTrue();
        assertThat(maths.covers("KX", "PRIMARY")).isTrue();
        assertThat(maths.covers("YW", "PRIMARY")).isFalse();
        assertThat(maths.covers("SX", "JUNIOR")).isFalse();
    }

    @Test
    void coversEverythingWhenItNamesNothing() {
        assertThat(appointment(Set.of(), Set.of()).covers("YW", "JUNIOR")).isTrue();
    }

    @Test
    void coversEverySubjectOfItsStageWhenItNamesNoSubject() {
        Appointment primary = appointment(Set.of(), Set.of("PRIMARY"));

        assertThat(primary.covers("YW", "PRIMARY")).isTrue();
        assertThat(primary.covers("YW", "JUNIOR")).isFalse();
    }

    @Test
    void coversItemsThatSpanTheStages() {
        assertThat(appointment(Set.of("SX"), Set.of("JUNIOR")).covers("SX", "COMPULSORY"))
                .isTrue();
    }

    private static Appointment appointment(Set<String> subjects, Set<String> stages) {
        return new Appointment(Role.EXPERT, null, subjects, stages);
    }
}

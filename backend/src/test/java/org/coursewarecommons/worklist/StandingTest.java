package org.coursewarecommons.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.junit.jupiter.api.Test;

class StandingTest {

    @Test
    void anAppointmentOpensTasksOfItsSubjectAndStage() {
        Appointment maths = new Appointment(Role.EXPERT, null, Set.of("SX"), Set.of("PRIMARY"));

        assertThat(opens(maths, Role.EXPERT, "SX", "PRIMARY")).isTrue();
        assertThat(opens(maths, Role.EXPERT, "YW", "PRIMARY")).isFalse();
        assertThat(opens(maths, Role.EXPERT, "SX", "JUNIOR")).isFalse();
        assertThat(opens(maths, Role.TEACHER_REVIEWER, "SX", "PRIMARY")).isFalse();
    }

    @Test
    void anAppointmentForAllOpensAll() {
        Appointment technician = new Appointment(Role.TECHNICIAN, null, Set.of(), Set.of());

        assertThat(opens(technician, Role.TECHNICIAN, "YY", "SENIOR")).isTrue();
    }

    @Test
    void anItemForAllStagesIsOpenToEveryStage() {
        Appointment maths = new Appointment(Role.EXPERT, null, Set.of("SX"), Set.of("PRIMARY"));

        assertThat(maths.covers("SX", "COMPULSORY")).isTrue();
        assertThat(opens(maths, Role.EXPERT, "SX", "COMPULSORY")).isTrue();
    }

    @Test
    void aRoleFromTheTokenOpensTasksThatAskForNoSubject() {
        Standing coordinator = Standing.of(UUID.randomUUID(), Set.of(Role.REVIEW_COORDINATOR), List.of(), Set.of());

        assertThat(Standing.openTo(Role.REVIEW_COORDINATOR, "SX", "PRIMARY", null))
                .anyMatch(coordinator.keys()::contains);
        assertThat(coordinator.team()).isTrue();
    }

    @Test
    void aReviewersRoleWithoutAppointmentOpensNothing() {
        Standing nobody = Standing.of(UUID.randomUUID(), Set.of(Role.EXPERT), List.of(), Set.of());

        assertThat(nobody.keys()).isEmpty();
        assertThat(nobody.team()).isFalse();
    }

    @Test
    void aTechnicianIsOfferedTheFormatsOfTheAppointment() {
        Appointment films = new Appointment(Role.TECHNICIAN, null, Set.of(), Set.of(), Set.of("mp4", "mp3"), 8);
        Standing standing = Standing.of(UUID.randomUUID(), Set.of(), List.of(films), Set.of());

        assertThat(standing.keys()).anyMatch(Standing.openTo(Role.TECHNICIAN, "SX", "PRIMARY", "mp4")::contains);
        assertThat(standing.keys()).noneMatch(Standing.openTo(Role.TECHNICIAN, "SX", "PRIMARY", "pptx")::contains);
        assertThat(standing.keys()).anyMatch(Standing.openTo(Role.TECHNICIAN, "SX", "PRIMARY", null)::contains);
    }

    @Test
    void aFullOrLateDeskTakesNoFurtherSheet() {
        assertThat(new Load(7, 2, 8, false).rules()).isEmpty();
        assertThat(new Load(8, 0, 8, false).rules()).containsExactly("open-tasks");
        assertThat(new Load(3, 3, 8, false).rules()).containsExactly("overdue-tasks");
        assertThat(new Load(4, 0, 4, true).rules()).containsExactly("on-leave", "open-tasks");
    }

    private static boolean opens(Appointment appointment, Role role, String subject, String stage) {
        Standing standing = Standing.of(UUID.randomUUID(), Set.of(), List.of(appointment), Set.of());
        return !Collections.disjoint(standing.keys(), Standing.openTo(role, subject, stage, "pptx"));
    }
}

package org.coursewarecommons.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.coursewarecommons.localstack.RunningStack;
import org.coursewarecommons.localstack.demo.DemoDescription.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoAccountsTest {

    private List<DemoAccount> chosen;

    @BeforeEach
    void choose() throws Exception {
        chosen = DemoAccounts.choose(RunningStack.seeds(), LocalDate.parse("2026-03-01"));
    }

    @Test
    void everyRoleOfTheSeedsIsThere() {
        assertThat(chosen)
                .flatExtracting(DemoAccount::roles)
                .contains("CONTRIBUTOR", "EXPERT", "TEACHER_REVIEWER", "DISTRICT_STEWARD", "SCHOOL_CLIENT");
    }

    @Test
    void ruralTeacherOfAnAidedSchoolIsThere() {
        assertThat(chosen)
                .anyMatch(it -> it.username().equals("T-02") && it.schoolId().equals("S-2"));
    }

    @Test
    void reviewerOfPrimaryMathematicsAmongOtherSubjectsIsThere() {
        assertThat(chosen).extracting(DemoAccount::username).contains("R-01");
    }

    @Test
    void nobodyIsNamedTwice() {
        assertThat(chosen).extracting(DemoAccount::username).doesNotHaveDuplicates();
    }
}

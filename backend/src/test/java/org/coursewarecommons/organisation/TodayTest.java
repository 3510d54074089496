package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.junit.jupiter.api.Test;

class TodayTest {

    @Test
    void isTheDayInTheDistrictAndNotInGreenwich() {
        assertThat(at("2026-08-31T15:59:59Z")).isEqualTo(LocalDate.of(2026, 8, 31));
        assertThat(at("2026-08-31T16:00:00Z")).isEqualTo(LocalDate.of(2026, 9, 1));
    }

    private static LocalDate at(String instant) {
        DomainClock clock = new DomainClock(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
        return new Today(clock, new WorkingDays(ZoneId.of("Asia/Shanghai"), Set.of())).date();
    }
}

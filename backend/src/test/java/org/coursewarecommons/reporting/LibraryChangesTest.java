package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.PublicationLog;
import org.coursewarecommons.evaluation.TermVerdicts;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.retirement.Departures;
import org.coursewarecommons.shared.WorkingDays;
import org.junit.jupiter.api.Test;

/** What entered, improved, was promoted, retired and restored, and who may read of it. */
class LibraryChangesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Term TERM = new Term(
            "2025S2",
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2026-07-10"),
            17,
            2,
            LocalDate.parse("2026-07-17"));
    private static final Instant MARCH = Instant.parse("2026-03-10T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-10T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-20T00:00:00Z");
    private static final UUID SCHOOL = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID ITEM = UUID.randomUUID();
    private static final UUID BACK = UUID.randomUUID();

    @Test
    void givenATerm_thenEachChangeIsCountedOnceWithItsReason() {
        LibraryReport report = report(new Viewer(Map.of(SCHOOL, school()), Set.of(SCHOOL), true));

        assertThat(report.counts())
                .containsOnly(
                        Map.entry("ENTERED", 1L),
                        Map.entry("IMPROVED", 1L),
                        Map.entry("PROMOTED", 1L),
                        Map.entry("RETIRED", 2L),
                        Map.entry("RESTORED", 1L));
        assertThat(report.reasons()).containsOnly(Map.entry("LOW_VALUE", 1L), Map.entry("PRIVACY", 1L));
    }

    @Test
    void givenATerm_thenItsMonthsAreThereToBeDrawn() {
        LibraryReport report = report(new Viewer(Map.of(SCHOOL, school()), Set.of(SCHOOL), true));

        Chart entered = report.series().get(0);
        assertThat(entered.name()).isEqualTo("ENTERED");
        assertThat(entered.points())
                .extracting(Chart.Point::x)
                .startsWith("2026-03", "2026-04")
                .endsWith("2026-08");
        assertThat(entered.points().get(0).y()).isEqualTo(1);
    }

    @Test
    void givenAnotherSchoolsAdmin_thenNothingOfItIsTold() {
        LibraryReport report = report(new Viewer(Map.of(SCHOOL, school()), Set.of(OTHER), false));

        assertThat(report.changes()).isEmpty();
        assertThat(report.counts().values()).containsOnly(0L);
    }

    private static LibraryReport report(Viewer viewer) {
        return new LibraryChanges(new Log(), new Gone(), new Verdicts(), new WorkingDays(ZONE, Set.of()))
                .report(Span.of(TERM, ZONE), Instant.parse("2026-08-30T16:00:00Z"), viewer, "measures");
    }

    static ReportingProperties limits() {
        return new ReportingProperties(.7, .85, .15, .2, .85, .4, .05, .6, .15, .4, .5, 5);
    }

    private static School school() {
        return new School(SCHOOL, "JHS-005", "文澜", UUID.randomUUID(), "华康", "URBAN", "PRIMARY", 40, null, Set.of());
    }

    private static final class Log implements PublicationLog {

        @Override
        public List<Published> between(Instant from, Instant until) {
            return List.of(
                    new Published(ITEM, SCHOOL, "新", "SX", true, MARCH),
                    new Published(ITEM, SCHOOL, "新", "SX", false, JUNE),
                    // The restoration publishes a version, too.
                    new Published(BACK, SCHOOL, "回", "SX", false, JULY));
        }

        @Override
        public Map<UUID, Known> known(Collection<UUID> resourceIds) {
            return Map.of(ITEM, new Known(ITEM, SCHOOL, "新", "SX"));
        }
    }

    private static final class Gone implements Departures {

        @Override
        public List<Departure> retired(Instant from, Instant until) {
            return List.of(
                    new Departure(BACK, SCHOOL, "回", "SX", "LOW_VALUE", JUNE),
                    new Departure(UUID.randomUUID(), SCHOOL, "", "", "PRIVACY", JULY));
        }

        @Override
        public List<Departure> restored(Instant from, Instant until) {
            return List.of(new Departure(BACK, SCHOOL, "回", "SX", "LOW_VALUE", JULY));
        }
    }

    private static final class Verdicts implements TermVerdicts {

        @Override
        public Optional<Instant> publishedAt(String term) {
            return Optional.of(JULY);
        }

        @Override
        public List<TermVerdict> of(String term) {
            return List.of(new TermVerdict(ITEM, "PROMOTE", 84.32), new TermVerdict(BACK, "KEEP", 55.0));
        }
    }
}

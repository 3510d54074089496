package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.evaluation.TermVerdicts;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.review.ReviewScores.Sheet;
import org.junit.jupiter.api.Test;

/** Whether what reviewers gave goes with what became of it. */
class ReviewEffectsTest {

    private static final Term TERM = new Term(
            "2025S2",
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2026-07-10"),
            17,
            2,
            LocalDate.parse("2026-07-17"));

    private final List<TermVerdicts.TermVerdict> verdicts = new ArrayList<>();
    private final List<Sheet> sheets = new ArrayList<>();

    @Test
    void givenScoresInTheOrderOfTheEffect_thenTheyCorrelateFullyAndTheContraryOnesInReverse() {
        for (int i = 0; i < 6; i++) {
            item(20.0 + 10 * i, 70 + i, Map.of("E1", 1 + i % 5 + i / 5, "E2", 6 - i));
        }

        ReviewEffectReport report = report();

        assertThat(row(report, "COMPOSITE").correlation()).isEqualTo(1.0);
        assertThat(row(report, "COMPOSITE").meanEffect()).isCloseTo(45, within(1e-9));
        assertThat(row(report, "E2").correlation()).isEqualTo(-1.0);
        assertThat(row(report, "E").items()).isEqualTo(6);
    }

    @Test
    void givenFewerThanFiveItems_thenNoFigureIsShown() {
        for (int i = 0; i < 4; i++) {
            item(20.0 + i, 70 + i, Map.of("E1", 3));
        }

        ReviewEffectReport report = report();

        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.hidden()).isTrue();
            assertThat(row.correlation()).isNull();
            assertThat(row.meanScore()).isNull();
            assertThat(row.meanEffect()).isNull();
        });
        assertThat(report.series().get(0).points()).extracting(Chart.Point::y).containsOnlyNulls();
    }

    @Test
    void givenEqualScoresForAll_thenThereIsNoCorrelation() {
        for (int i = 0; i < 5; i++) {
            item(20.0 + i, 80, Map.of("E1", 4));
        }

        assertThat(row(report(), "E1").correlation()).isNull();
        assertThat(row(report(), "E1").hidden()).isFalse();
    }

    @Test
    void givenItemsWithoutAnIndex_thenTheyAreNoPartOfIt() {
        verdicts.add(new TermVerdicts.TermVerdict(UUID.randomUUID(), "OBSERVE", null));

        assertThat(row(report(), "COMPOSITE").items()).isZero();
    }

    private void item(double effect, double composite, Map<String, Integer> scores) {
        UUID id = UUID.randomUUID();
        verdicts.add(new TermVerdicts.TermVerdict(id, "KEEP", effect));
        sheets.add(new Sheet(id, composite, "E", composite, scores));
    }

    private ReviewEffectReport report() {
        TermVerdicts stored = new TermVerdicts() {
            @Override
            public Optional<Instant> publishedAt(String term) {
                return Optional.of(Instant.EPOCH);
            }

            @Override
            public List<TermVerdict> of(String term) {
                return verdicts;
            }
        };
        return new ReviewEffects(stored, ids -> sheets, LibraryChangesTest.limits())
                .report(Span.of(TERM, ZoneOffset.UTC), "measures");
    }

    private static ReviewEffectReport.Row row(ReviewEffectReport report, String of) {
        return report.rows().stream()
                .filter(row -> row.of().equals(of))
                .findFirst()
                .orElseThrow();
    }
}

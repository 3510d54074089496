package org.coursewarecommons.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.evaluation.TermVerdicts;
import org.coursewarecommons.evaluation.TermVerdicts.TermVerdict;
import org.coursewarecommons.reporting.ReviewEffectReport.Row;
import org.coursewarecommons.review.ReviewScores;
import org.springframework.stereotype.Component;

/** Compares what reviewers gave with what became of it. */
@Component
class ReviewEffects {

    private static final String COMPOSITE = "COMPOSITE";
    private static final int CLASS = 10;
    private static final int TOP = 100;

    private final TermVerdicts verdicts;
    private final ReviewScores reviews;
    private final ReportingProperties limits;

    ReviewEffects(TermVerdicts verdicts, ReviewScores reviews, ReportingProperties limits) {
        this.verdicts = verdicts;
        this.reviews = reviews;
        this.limits = limits;
    }

    /** Scores of one kind by resource; two sheets of the same form count by their mean. */
    private static final class Scores {

        private final Map<UUID, double[]> sums = new TreeMap<>();

        void add(UUID resourceId, double score) {
            double[] sum = sums.computeIfAbsent(resourceId, id -> new double[2]);
            sum[0] += score;
            sum[1]++;
        }
    }

    ReviewEffectReport report(Span span, String measures) {
        Map<UUID, Double> effects = new HashMap<>();
        for (TermVerdict verdict : verdicts.of(span.term().code())) {
            Double effect = verdict.effect();
            if (effect != null) {
                effects.put(verdict.resourceId(), effect);
            }
        }
        Map<String, Scores> forms = new TreeMap<>();
        Map<String, Scores> criteria = new TreeMap<>();
        Scores composite = new Scores();
        for (ReviewScores.Sheet sheet : reviews.of(effects.keySet())) {
            composite.add(sheet.resourceId(), sheet.composite());
            forms.computeIfAbsent(sheet.form(), form -> new Scores()).add(sheet.resourceId(), sheet.points());
            sheet.scores().forEach((criterion, score) -> criteria.computeIfAbsent(criterion, id -> new Scores())
                    .add(sheet.resourceId(), score));
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row(COMPOSITE, composite, effects));
        forms.forEach((form, scores) -> rows.add(row(form, scores, effects)));
        criteria.forEach((criterion, scores) -> rows.add(row(criterion, scores, effects)));
        return new ReviewEffectReport(
                span.term().code(), measures, limits.leastTeachers(), rows, List.of(classes(composite, effects)));
    }

    private Row row(String of, Scores scores, Map<UUID, Double> effects) {
        List<Double> given = new ArrayList<>();
        List<Double> reached = new ArrayList<>();
        scores.sums.forEach((id, sum) -> {
            given.add(sum[0] / sum[1]);
            reached.add(effects.getOrDefault(id, 0.0));
        });
        boolean hidden = given.size() < limits.leastTeachers();
        return hidden
                ? new Row(of, given.size(), null, null, null, true)
                : new Row(
                        of,
                        given.size(),
                        Rounded.of(mean(given)),
                        Rounded.of(mean(reached)),
                        Rounded.of(Ranks.correlation(given, reached)),
                        false);
    }

    private Chart classes(Scores composite, Map<UUID, Double> effects) {
        Map<Integer, List<Double>> byClass = new TreeMap<>();
        composite.sums.forEach((id, sum) -> byClass.computeIfAbsent(
                        (int) Math.min(TOP - CLASS, Math.floor(sum[0] / sum[1] / CLASS) * CLASS),
                        from -> new ArrayList<>())
                .add(effects.getOrDefault(id, 0.0)));
        List<Chart.Point> points = new ArrayList<>();
        byClass.forEach((from, reached) -> points.add(new Chart.Point(
                from + "-" + (from + CLASS),
                reached.size() < limits.leastTeachers() ? null : Rounded.of(mean(reached)))));
        return new Chart("meanEffectByComposite", points);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}

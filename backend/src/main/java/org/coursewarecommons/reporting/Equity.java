package org.coursewarecommons.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.Indicator.Builder;
import org.coursewarecommons.supply.Gaps;
import org.coursewarecommons.supply.Shelf;
import org.springframework.stereotype.Component;

/** The twelve indicators of DOMAIN 5.1 for a term, against the two terms before it. */
@Component
class Equity {

    private static final int TOP_GAPS = 10;
    private static final String NO_USE = "no-use";
    private static final String TOO_FEW_SCHOOLS = "too-few-schools";

    private final Flows flows;
    private final Shelf shelf;
    private final Coverages coverages;
    private final Gaps gaps;
    private final AuthorEquity authors;
    private final Spans spans;
    private final ReportingProperties limits;

    Equity(
            Flows flows,
            Shelf shelf,
            Coverages coverages,
            Gaps gaps,
            AuthorEquity authors,
            Spans spans,
            ReportingProperties limits) {
        this.flows = flows;
        this.shelf = shelf;
        this.coverages = coverages;
        this.gaps = gaps;
        this.authors = authors;
        this.spans = spans;
        this.limits = limits;
    }

    EquityReport report(Span span, Viewer viewer, String measures, Indicator.Texts texts) {
        List<EquityFigures> terms = terms(span, viewer);
        EquityFigures now = terms.get(0);
        Optional<EquityFigures> before = terms.stream().skip(1).findFirst();
        List<Builder> indicators = new ArrayList<>(List.of(
                matrix(now),
                benefit(now, before),
                urbanToRural(terms),
                ruralExport(now, before),
                crossCollective(now, before),
                coverage(span, viewer),
                topGaps(),
                gini(now, before),
                tails(now),
                variation(now),
                authors.indicator(span, viewer),
                Builder.of("EQ12").missing("fetches-not-measured")));
        if (viewer.teachers() < limits.leastTeachers()) {
            indicators.forEach(indicator -> indicator.missing("too-few-teachers"));
        }
        return new EquityReport(
                span.term().code(),
                measures,
                now.schools().size(),
                indicators.stream().map(indicator -> indicator.build(texts)).toList());
    }

    /** The term and the two before it that the calendar has, latest first. */
    private List<EquityFigures> terms(Span span, Viewer viewer) {
        Opportunity opportunity = new Opportunity(viewer.schools());
        return Stream.iterate(
                        Optional.of(span), Optional::isPresent, (Optional<Span> later) -> later.flatMap(spans::before))
                .limit(3)
                .map(Optional::orElseThrow)
                .map(each -> EquityFigures.of(
                        each,
                        viewer,
                        flows.all(each, viewer.schools()),
                        opportunity.of(shelf.stock(each.term(), null))))
                .toList();
    }

    private static Builder matrix(EquityFigures now) {
        FlowMatrix matrix = now.matrix();
        Builder indicator = Builder.of("EQ1").value(matrix.total());
        for (Area origin : Area.values()) {
            for (Area user : Area.values()) {
                indicator.part(origin + ">" + user, matrix.get(origin, user));
            }
        }
        return indicator;
    }

    private Builder benefit(EquityFigures now, Optional<EquityFigures> before) {
        Builder indicator = Builder.of("EQ2")
                .value(now.ruralBenefit(), NO_USE)
                .previous(before.map(EquityFigures::ruralBenefit).orElse(OptionalDouble.empty()))
                .estimated();
        now.useRates().forEach((area, rate) -> indicator.part("useOfOpportunity." + area, rate));
        return indicator.alertIf(now.ruralBenefit().orElse(1) < limits.leastRuralBenefit());
    }

    private Builder urbanToRural(List<EquityFigures> terms) {
        List<OptionalDouble> shares =
                terms.stream().map(term -> term.matrix().urbanShareOfRuralUse()).toList();
        boolean falling = shares.size() == 3
                && shares.stream().allMatch(OptionalDouble::isPresent)
                && shares.get(0).getAsDouble() < shares.get(1).getAsDouble()
                && shares.get(1).getAsDouble() < shares.get(2).getAsDouble();
        return Builder.of("EQ3")
                .value(shares.get(0), NO_USE)
                .previous(shares.size() > 1 ? shares.get(1) : OptionalDouble.empty())
                .alertIf(falling || shares.get(0).orElse(0) > limits.mostUrbanToRural());
    }

    private Builder ruralExport(EquityFigures now, Optional<EquityFigures> before) {
        OptionalDouble share = now.ruralExport();
        return Builder.of("EQ4")
                .value(share, NO_USE)
                .previous(before.map(EquityFigures::ruralExport).orElse(OptionalDouble.empty()))
                .alertIf(share.orElse(1) < limits.leastRuralExport());
    }

    private Builder crossCollective(EquityFigures now, Optional<EquityFigures> before) {
        OptionalDouble share = now.crossCollective();
        return Builder.of("EQ5")
                .value(share, NO_USE)
                .previous(before.map(EquityFigures::crossCollective).orElse(OptionalDouble.empty()))
                .alertIf(share.orElse(1) < limits.leastCrossCollective());
    }

    private Builder coverage(Span span, Viewer viewer) {
        Coverages.Matrix matrix = coverages.matrix(span, viewer);
        Builder indicator = Builder.of("EQ6").value(matrix.coverage());
        for (Area area : Area.values()) {
            indicator.part("usedBy." + area, matrix.usedBy(area));
        }
        matrix.emptySubjects().forEach(subject -> indicator.part("empty." + subject, 0));
        return indicator.alertIf(matrix.coverage() < limits.leastCoverage()
                || !matrix.emptySubjects().isEmpty());
    }

    private Builder topGaps() {
        List<Gaps.Gap> open = gaps.open();
        Builder indicator = Builder.of("EQ7").value(open.size()).estimated();
        open.stream().limit(TOP_GAPS).forEach(gap -> indicator.part(gap.subject() + "/" + gap.grade(), gap.priority()));
        return indicator;
    }

    private Builder gini(EquityFigures now, Optional<EquityFigures> before) {
        OptionalDouble figure = now.gini();
        OptionalDouble earlier = before.filter(term -> term.matrix().total() > 0)
                .map(EquityFigures::gini)
                .orElse(OptionalDouble.empty());
        boolean rising = earlier.isPresent() && figure.orElse(0) > earlier.getAsDouble();
        return Builder.of("EQ8")
                .value(figure, TOO_FEW_SCHOOLS)
                .previous(earlier)
                .alertIf(rising || figure.orElse(0) > limits.mostGini());
    }

    private Builder tails(EquityFigures now) {
        if (!now.hasSpread()) {
            return Builder.of("EQ9").missing(TOO_FEW_SCHOOLS);
        }
        List<Double> uses = now.perTeacher(school -> true);
        double zeros = Indices.shareOfZeros(uses);
        return Builder.of("EQ9")
                .value(Indices.topToBottomFifth(uses))
                .part("zeroUseSchools", zeros)
                .alertIf(zeros > limits.mostZeroUse());
    }

    /** Primary and junior apart; a school of nine years stands in both. */
    private Builder variation(EquityFigures now) {
        Builder indicator = Builder.of("EQ10");
        Map<String, OptionalDouble> figures = Map.of(
                "PRIMARY", now.variation((School school) -> !school.type().equals("JUNIOR")),
                "JUNIOR", now.variation((School school) -> !school.type().equals("PRIMARY")));
        if (figures.values().stream().allMatch(OptionalDouble::isEmpty)) {
            return indicator.missing(TOO_FEW_SCHOOLS);
        }
        figures.forEach((stage, figure) ->
                figure.ifPresent(value -> indicator.part(stage, value).alertIf(value > limits.mostVariation())));
        return indicator;
    }
}

package org.coursewarecommons.reporting;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.review.ReviewFigures;
import org.coursewarecommons.review.ReviewFigures.BySchool;
import org.springframework.stereotype.Component;

/** Is the gate fair (EQ11): submissions by class of the author's school, and where reviewers come from. */
@Component
class AuthorEquity {

    private final ReviewFigures reviews;
    private final People people;
    private final ReportingProperties limits;

    AuthorEquity(ReviewFigures reviews, People people, ReportingProperties limits) {
        this.reviews = reviews;
        this.people = people;
        this.limits = limits;
    }

    Indicator.Builder indicator(Span span, Viewer viewer) {
        Map<Area, BySchool> sums = new EnumMap<>(Area.class);
        for (BySchool row : reviews.submitted(span.from(), span.until())) {
            School school = viewer.school(row.schoolId());
            if (school != null && viewer.sees(school.id())) {
                sums.merge(Area.valueOf(school.area()), row, AuthorEquity::plus);
            }
        }
        Indicator.Builder indicator = Indicator.Builder.of("EQ11");
        long all = sums.values().stream().mapToLong(BySchool::submissions).sum();
        sums.forEach((area, sum) -> {
            indicator.part("submissionShare." + area, sum.submissions() / (double) all);
            if (sum.decided() > 0) {
                indicator.part("acceptance." + area, sum.accepted() / (double) sum.decided());
                indicator.part("daysToDecision." + area, sum.days() / sum.decided());
            }
        });
        OptionalDouble outside = outsideReviewers();
        outside.ifPresent(
                share -> indicator.part("reviewersOutsideTown", share).alertIf(share < limits.leastOutsideReviewers()));
        OptionalDouble gap = gap(sums);
        indicator.value(gap, "too-few-decisions");
        return indicator.alertIf(gap.orElse(0) > limits.mostAcceptanceGap());
    }

    /** Between the classes with the highest and the lowest rate of acceptance. */
    private static OptionalDouble gap(Map<Area, BySchool> sums) {
        List<Double> rates = sums.values().stream()
                .filter(sum -> sum.decided() > 0)
                .map(sum -> sum.accepted() / (double) sum.decided())
                .sorted()
                .toList();
        return rates.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(rates.get(rates.size() - 1) - rates.get(0));
    }

    /** Of the reviewers that belong to a school, those of towns and villages. */
    private OptionalDouble outsideReviewers() {
        List<String> areas = Stream.of(Role.TEACHER_REVIEWER, Role.EXPERT)
                .flatMap(role -> people.appointed(role).stream())
                .filter(appointee -> appointee.area() != null)
                .collect(Collectors.toMap(
                        People.Appointee::personId, appointee -> String.valueOf(appointee.area()), (a, b) -> a))
                .values()
                .stream()
                .toList();
        return FlowMatrix.ratio(
                areas.stream().filter(area -> !area.equals(Area.URBAN.name())).count(), areas.size());
    }

    private static BySchool plus(BySchool one, BySchool other) {
        return new BySchool(
                one.schoolId(),
                one.submissions() + other.submissions(),
                one.accepted() + other.accepted(),
                one.decided() + other.decided(),
                one.days() + other.days());
    }
}

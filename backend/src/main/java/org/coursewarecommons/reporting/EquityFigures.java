package org.coursewarecommons.reporting;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Predicate;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.Flows.Flow;
import org.coursewarecommons.reporting.Indices.Share;

/**
 * The figures of one term that come from use.
 *
 * @param taken use by the viewer's schools, whoever made it
 * @param made use of what the viewer's schools made, whoever used it
 * @param opportunity teacher-weeks by school
 */
record EquityFigures(
        List<School> schools, List<Flow> taken, List<Flow> made, Map<UUID, Double> opportunity, Span span) {

    /** Too few to speak of a spread between schools. */
    private static final int LEAST_SCHOOLS = 5;

    static EquityFigures of(Span span, Viewer viewer, List<Flow> flows, Map<UUID, Double> opportunity) {
        return new EquityFigures(
                viewer.ownSchools(),
                flows.stream().filter(flow -> viewer.sees(flow.to().id())).toList(),
                flows.stream().filter(flow -> viewer.sees(flow.from().id())).toList(),
                opportunity,
                span);
    }

    FlowMatrix matrix() {
        return Flows.matrix(taken);
    }

    /** EQ2. */
    OptionalDouble ruralBenefit() {
        Map<Area, Double> rates = useRates();
        Double rural = rates.get(Area.RURAL);
        Double urban = rates.get(Area.URBAN);
        return rural == null || urban == null ? OptionalDouble.empty() : FlowMatrix.ratio(rural, urban);
    }

    /** Use over opportunity by class of the users; a class without opportunity is missing. */
    Map<Area, Double> useRates() {
        Map<Area, Double> rates = new EnumMap<>(Area.class);
        for (Area area : Area.values()) {
            double chance = schools.stream()
                    .filter(school -> school.area().equals(area.name()))
                    .mapToDouble(school -> opportunity.getOrDefault(school.id(), 0.0))
                    .sum();
            if (chance > 0) {
                rates.put(area, matrix().to(area) / chance);
            }
        }
        return rates;
    }

    /** EQ4: of the use of rural work, the part outside rural schools. */
    OptionalDouble ruralExport() {
        return Flows.matrix(made).outflow(Area.RURAL);
    }

    /** EQ5. */
    OptionalDouble crossCollective() {
        return FlowMatrix.ratio(Flows.sum(taken, Flow::crossesCollectives), Flows.sum(taken, flow -> true));
    }

    boolean hasSpread() {
        return comparable().size() >= LEAST_SCHOOLS;
    }

    /** EQ8. */
    OptionalDouble gini() {
        return hasSpread()
                ? OptionalDouble.of(Indices.gini(comparable().stream()
                        .map(school -> new Share(perTeacher().get(school.id()), school.teachers()))
                        .toList()))
                : OptionalDouble.empty();
    }

    /** Use per teacher of the schools, for EQ9 and EQ10. */
    List<Double> perTeacher(Predicate<School> of) {
        Map<UUID, Double> uses = perTeacher();
        return comparable().stream()
                .filter(of)
                .map(school -> uses.get(school.id()))
                .toList();
    }

    /** EQ10; empty for a handful of schools. */
    OptionalDouble variation(Predicate<School> of) {
        List<Double> uses = perTeacher(of);
        return uses.size() < LEAST_SCHOOLS ? OptionalDouble.empty() : OptionalDouble.of(Indices.variation(uses));
    }

    /** By school that has teachers. */
    Map<UUID, Double> perTeacher() {
        Map<UUID, Double> uses = new HashMap<>();
        taken.forEach(flow -> uses.merge(flow.to().id(), flow.weight(), Double::sum));
        Map<UUID, Double> rates = new HashMap<>();
        comparable().forEach(school -> rates.put(school.id(), uses.getOrDefault(school.id(), 0.0) / school.teachers()));
        return rates;
    }

    private List<School> comparable() {
        return schools.stream().filter(school -> school.teachers() > 0).toList();
    }
}

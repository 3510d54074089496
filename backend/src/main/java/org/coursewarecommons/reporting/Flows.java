package org.coursewarecommons.reporting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.FlowReport.Balance;
import org.coursewarecommons.reporting.FlowReport.By;
import org.coursewarecommons.reporting.FlowReport.Party;
import org.coursewarecommons.reporting.FlowReport.Row;
import org.coursewarecommons.usage.CleanUse;
import org.springframework.stereotype.Component;

/** Puts the use between schools together. */
@Component
class Flows {

    private static final Party NOBODY = new Party(null, "-", "-");

    /** More are for the table alone. */
    private static final int MAX_ROWS = 1000;

    private final CleanUse use;
    private final Schools schools;
    private final ReportingProperties limits;

    Flows(CleanUse use, Schools schools, ReportingProperties limits) {
        this.use = use;
        this.schools = schools;
        this.limits = limits;
    }

    /** Use between two schools of the district. */
    record Flow(School from, School to, double weight) {

        boolean crossesCollectives() {
            return Collections.disjoint(from.collectiveIds(), to.collectiveIds());
        }

        boolean crossesSchools() {
            return !from.id().equals(to.id());
        }
    }

    private record Pair(Party from, Party to) {}

    /** Between all schools that are known today. */
    List<Flow> all(Span span, Map<UUID, School> known) {
        List<Flow> flows = new ArrayList<>();
        for (CleanUse.Flow flow : use.bySchools(span.fromWeek(), span.untilWeek())) {
            School from = known.get(flow.ownerSchoolId());
            School to = known.get(flow.userSchoolId());
            if (from != null && to != null) {
                flows.add(new Flow(from, to, flow.weight()));
            }
        }
        return flows;
    }

    /** What gave or took in the viewer's schools. */
    FlowReport report(Span span, By by, Viewer viewer, String measures) {
        List<Flow> flows = all(span, viewer.schools()).stream()
                .filter(flow ->
                        viewer.sees(flow.from().id()) || viewer.sees(flow.to().id()))
                .toList();
        Function<School, Party> party = parties(by);
        Map<Pair, Double> sums = new HashMap<>();
        flows.forEach(flow ->
                sums.merge(new Pair(party.apply(flow.from()), party.apply(flow.to())), flow.weight(), Double::sum));
        double total = flows.stream().mapToDouble(Flow::weight).sum();
        List<Row> rows = rows(sums, total, by, viewer);
        return new FlowReport(
                span.term().code(),
                measures,
                by,
                Rounded.of(total),
                Rounded.of(FlowMatrix.ratio(sum(flows, Flow::crossesSchools), total)),
                Rounded.of(FlowMatrix.ratio(sum(flows, Flow::crossesCollectives), total)),
                Rounded.of(matrix(flows).urbanShareOfRuralUse()),
                balances(sums, by, viewer),
                rows.subList(0, Math.min(MAX_ROWS, rows.size())),
                rows.size(),
                rows);
    }

    static double sum(List<Flow> flows, Predicate<Flow> of) {
        return flows.stream().filter(of).mapToDouble(Flow::weight).sum();
    }

    static FlowMatrix matrix(List<Flow> flows) {
        FlowMatrix matrix = new FlowMatrix();
        flows.forEach(flow -> matrix.add(
                Area.valueOf(flow.from().area()), Area.valueOf(flow.to().area()), flow.weight()));
        return matrix;
    }

    private List<Row> rows(Map<Pair, Double> sums, double total, By by, Viewer viewer) {
        return sums.entrySet().stream()
                .sorted(Map.Entry.<Pair, Double>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().from().code()
                                + entry.getKey().to().code()))
                .map(entry -> {
                    Pair pair = entry.getKey();
                    boolean hidden = isSmall(pair.from(), by, viewer) || isSmall(pair.to(), by, viewer);
                    return new Row(
                            pair.from(),
                            pair.to(),
                            hidden ? null : Rounded.of(entry.getValue()),
                            hidden ? null : Rounded.of(FlowMatrix.ratio(entry.getValue(), total)),
                            hidden);
                })
                .toList();
    }

    private List<Balance> balances(Map<Pair, Double> sums, By by, Viewer viewer) {
        Map<Party, double[]> byParty = new LinkedHashMap<>();
        sums.forEach((pair, weight) -> {
            if (pair.from().equals(pair.to())) {
                byParty.computeIfAbsent(pair.from(), party -> new double[3])[2] += weight;
            } else {
                byParty.computeIfAbsent(pair.from(), party -> new double[3])[0] += weight;
                byParty.computeIfAbsent(pair.to(), party -> new double[3])[1] += weight;
            }
        });
        return byParty.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Party, double[]> entry) -> -entry.getValue()[0])
                        .thenComparing(entry -> entry.getKey().code()))
                .map(entry -> {
                    double[] sum = entry.getValue();
                    return isSmall(entry.getKey(), by, viewer)
                            ? new Balance(entry.getKey(), null, null, null, true)
                            : new Balance(
                                    entry.getKey(), Rounded.of(sum[0]), Rounded.of(sum[1]), Rounded.of(sum[2]), false);
                })
                .toList();
    }

    /** A school with a handful of teachers would be a report about persons. */
    private boolean isSmall(Party party, By by, Viewer viewer) {
        if (by != By.SCHOOL || party.id() == null) {
            return false;
        }
        School school = viewer.school(party.id());
        return school == null || school.teachers() < limits.leastTeachers();
    }

    /** A school in several collectives is counted with the first one by code. */
    private Function<School, Party> parties(By by) {
        if (by == By.COLLECTIVE) {
            Map<UUID, OrganisationUnit> collectives = schools.collectives();
            return school -> school.collectiveIds().stream()
                    .map(collectives::get)
                    .filter(Objects::nonNull)
                    .min(Comparator.comparing(OrganisationUnit::code))
                    .map(unit -> new Party(unit.id(), unit.code(), unit.name()))
                    .orElse(NOBODY);
        }
        return switch (by) {
            case AREA -> school -> new Party(null, school.area(), school.area());
            case TOWN -> school -> new Party(school.townId(), school.townName(), school.townName());
            default -> school -> new Party(school.id(), school.code(), school.name());
        };
    }
}

package org.coursewarecommons.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.PublicationLog;
import org.coursewarecommons.evaluation.TermVerdicts;
import org.coursewarecommons.evaluation.TermVerdicts.TermVerdict;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.reporting.EffectReport.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a term's verdicts together by the collectives of the authors' schools. */
@Component
class Effects {

    private static final double TENTHS = 10;

    private final TermVerdicts verdicts;
    private final PublicationLog publications;
    private final Schools schools;
    private final Flows flows;
    private final ReportingProperties limits;

    Effects(
            TermVerdicts verdicts,
            PublicationLog publications,
            Schools schools,
            Flows flows,
            ReportingProperties limits) {
        this.verdicts = verdicts;
        this.publications = publications;
        this.schools = schools;
        this.flows = flows;
        this.limits = limits;
    }

    EffectReport report(Span span, Viewer viewer, String measures) {
        List<TermVerdict> all = verdicts.of(span.term().code());
        Map<UUID, PublicationLog.Known> known =
                publications.known(all.stream().map(TermVerdict::resourceId).toList());
        Map<UUID, List<TermVerdict>> byCollective = new HashMap<>();
        for (TermVerdict verdict : all) {
            PublicationLog.Known item = known.get(verdict.resourceId());
            School school = item == null ? null : viewer.school(item.schoolId());
            if (school != null) {
                school.collectiveIds().forEach(id -> byCollective
                        .computeIfAbsent(id, key -> new ArrayList<>())
                        .add(verdict));
            }
        }
        Map<UUID, double[]> exchange = exchange(span, viewer);
        List<Row> rows = schools.collectives().values().stream()
                .filter(unit -> sees(viewer, unit))
                .sorted(Comparator.comparing(OrganisationUnit::code))
                .map(unit -> row(
                        unit,
                        byCollective.getOrDefault(unit.id(), List.of()),
                        exchange.getOrDefault(unit.id(), new double[2])))
                .toList();
        Chart means = new Chart(
                "mean",
                rows.stream()
                        .map(row -> new Chart.Point(row.code(), row.mean()))
                        .toList());
        return new EffectReport(span.term().code(), measures, limits.leastTeachers(), rows, List.of(means));
    }

    /** A collective, as soon as one of the viewer's schools is in it. */
    private static boolean sees(Viewer viewer, OrganisationUnit unit) {
        return viewer.whole()
                || viewer.ownSchools().stream()
                        .anyMatch(school -> school.collectiveIds().contains(unit.id()));
    }

    private Row row(OrganisationUnit unit, List<TermVerdict> own, double[] exchange) {
        List<Double> effects = own.stream()
                .map(TermVerdict::effect)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        boolean hidden = effects.size() < limits.leastTeachers();
        Map<String, Long> proposals = hidden
                ? Map.of()
                : own.stream()
                        .collect(Collectors.groupingBy(TermVerdict::proposal, TreeMap::new, Collectors.counting()));
        return new Row(
                unit.id(),
                unit.code(),
                unit.name(),
                unit.kind().name(),
                own.size(),
                effects.size(),
                hidden
                        ? null
                        : tenths(effects.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0)),
                hidden ? null : tenths(median(effects)),
                proposals,
                Rounded.of(exchange[0]),
                Rounded.of(exchange[1]),
                hidden);
    }

    /** By collective: given to others, taken from others. */
    private Map<UUID, double[]> exchange(Span span, Viewer viewer) {
        Map<UUID, double[]> sums = new HashMap<>();
        for (Flows.Flow flow : flows.all(span, viewer.schools())) {
            if (flow.crossesCollectives()) {
                flow.from().collectiveIds().forEach(id -> at(sums, id)[0] += flow.weight());
                flow.to().collectiveIds().forEach(id -> at(sums, id)[1] += flow.weight());
            }
        }
        return sums;
    }

    private static double[] at(Map<UUID, double[]> sums, UUID id) {
        return sums.computeIfAbsent(id, key -> new double[2]);
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static @Nullable Double tenths(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }
}

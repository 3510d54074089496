package org.coursewarecommons.reporting;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.supply.Gaps;
import org.coursewarecommons.supply.Gaps.Gap;
import org.coursewarecommons.usage.CleanUse;
import org.springframework.stereotype.Component;

/** The matrix of subjects and grades. */
@Component
class Coverages {

    private final Gaps gaps;
    private final CleanUse use;
    private final Catalogue catalogue;
    private final ReportingProperties limits;

    Coverages(Gaps gaps, CleanUse use, Catalogue catalogue, ReportingProperties limits) {
        this.gaps = gaps;
        this.use = use;
        this.catalogue = catalogue;
        this.limits = limits;
    }

    /** The cells of the plan with their use by class of the users. */
    record Matrix(List<Gap> cells, Map<String, Map<Area, Double>> use) {

        double used(Gap cell, Area area) {
            return use.getOrDefault(key(cell.subject(), cell.grade()), Map.of()).getOrDefault(area, 0.0);
        }

        double used(Gap cell) {
            return use.getOrDefault(key(cell.subject(), cell.grade()), Map.of()).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        double coverage() {
            return share(cells.stream().filter(Gap::covered).toList());
        }

        double usedBy(Area area) {
            return share(cells.stream().filter(cell -> used(cell, area) > 0).toList());
        }

        List<String> emptySubjects() {
            return cells.stream().collect(Collectors.groupingBy(Gap::subject)).entrySet().stream()
                    .filter(subject -> subject.getValue().stream().noneMatch(Gap::covered))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        private double share(Collection<Gap> some) {
            return cells.isEmpty() ? 0 : some.size() / (double) cells.size();
        }

        private static String key(String subject, String grade) {
            return subject + "/" + grade;
        }
    }

    Matrix matrix(Span span, Viewer viewer) {
        Map<String, Map<Area, Double>> sums = new HashMap<>();
        for (CleanUse.Cell cell : use.byCells(span.fromWeek(), span.untilWeek())) {
            School school = viewer.school(cell.userSchoolId());
            if (school != null && viewer.sees(school.id())) {
                sums.computeIfAbsent(Matrix.key(cell.subject(), cell.grade()), key -> new EnumMap<>(Area.class))
                        .merge(Area.valueOf(school.area()), cell.weight(), Double::sum);
            }
        }
        return new Matrix(gaps.cells(), sums);
    }

    CoverageReport report(Span span, Viewer viewer, String measures, Locale locale) {
        Matrix matrix = matrix(span, viewer);
        Map<String, String> names = catalogue.names("subjects", locale);
        boolean hidden = viewer.teachers() < limits.leastTeachers();
        List<CoverageReport.Cell> cells = matrix.cells().stream()
                .map(cell -> new CoverageReport.Cell(
                        cell.subject(),
                        names.getOrDefault(cell.subject(), cell.subject()),
                        cell.grade(),
                        cell.live(),
                        cell.any(),
                        cell.covered(),
                        cell.small(),
                        cell.openCommissions(),
                        Rounded.of(cell.priority()),
                        hidden ? null : Rounded.of(matrix.used(cell)),
                        hidden ? null : Rounded.of(matrix.used(cell, Area.RURAL))))
                .toList();
        return new CoverageReport(
                span.term().code(),
                measures,
                cells.size(),
                (int) cells.stream().filter(CoverageReport.Cell::covered).count(),
                Rounded.of(matrix.coverage()),
                Rounded.of(matrix.usedBy(Area.URBAN)),
                Rounded.of(matrix.usedBy(Area.TOWN)),
                Rounded.of(matrix.usedBy(Area.RURAL)),
                matrix.emptySubjects(),
                matrix.coverage() < limits.leastCoverage()
                        || !matrix.emptySubjects().isEmpty(),
                cells);
    }
}

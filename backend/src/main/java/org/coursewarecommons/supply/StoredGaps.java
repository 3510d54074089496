package org.coursewarecommons.supply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.usage.FeedbackFigures;
import org.springframework.stereotype.Component;

@Component
class StoredGaps implements Gaps {

    private static final double BASE = 0.5;
    private static final double SMALL_SUBJECT = 1.5;
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Shelf shelf;
    private final Schools schools;
    private final CodeLists lists;
    private final OpenCommissions commissions;
    private final FeedbackFigures feedback;
    private final DomainClock clock;

    StoredGaps(
            Shelf shelf,
            Schools schools,
            CodeLists lists,
            OpenCommissions commissions,
            FeedbackFigures feedback,
            DomainClock clock) {
        this.shelf = shelf;
        this.schools = schools;
        this.lists = lists;
        this.commissions = commissions;
        this.feedback = feedback;
        this.clock = clock;
    }

    @Override
    public List<Gap> cells() {
        Map<String, Shelf.Cell> stocked = shelf.cells().stream()
                .collect(Collectors.toMap(cell -> key(cell.subject(), cell.grade()), Function.identity()));
        Map<String, Long> asked = commissions.byCell();
        Map<String, Integer> wished = wished();
        List<School> rural = schools.all().stream()
                .filter(school -> "RURAL".equals(school.area()))
                .toList();
        List<Gap> cells = new ArrayList<>();
        lists.properties("subjects").forEach((subject, properties) -> {
            if ("true".equals(properties.get("coverage"))) {
                boolean small = "true".equals(properties.get("small"));
                for (String grade : properties.getOrDefault("grades", "").split("\\|")) {
                    String key = key(subject, grade);
                    Shelf.Cell cell = stocked.getOrDefault(key, new Shelf.Cell(subject, grade, 0, 0));
                    // A wish without a grade is one for each of the subject's.
                    long requests = wished.getOrDefault(key, 0) + wished.getOrDefault(key(subject, ""), 0);
                    cells.add(gap(cell, small, shortage(rural, subject, grade), requests, asked.getOrDefault(key, 0L)));
                }
            }
        });
        return cells;
    }

    @Override
    public List<Gap> open() {
        return cells().stream()
                .filter(gap -> !gap.covered())
                .sorted(Comparator.comparingDouble(Gap::priority).reversed())
                .toList();
    }

    static String key(String subject, String grade) {
        return subject + "/" + grade;
    }

    /** What was asked for (求资源) within the last year, by cell. */
    private Map<String, Integer> wished() {
        Instant now = clock.now();
        return feedback.requests(now.minus(A_YEAR), now.plus(Duration.ofDays(1))).stream()
                .collect(Collectors.toMap(it -> key(it.subject(), it.grade()), FeedbackFigures.Requested::requests));
    }

    private static Gap gap(Shelf.Cell cell, boolean small, double shortage, long requests, long openCommissions) {
        return new Gap(
                cell.subject(),
                cell.grade(),
                cell.district(),
                cell.any(),
                small,
                shortage,
                requests,
                openCommissions,
                priority(cell.district() > 0, shortage, requests, small));
    }

    /** EQ7. */
    static double priority(boolean covered, double shortage, long requests, boolean small) {
        double wanted = 1 + Math.log(1.0 + requests) / Math.log(2);
        return (covered ? 0 : 1) * (BASE + BASE * shortage) * wanted * (small ? SMALL_SUBJECT : 1);
    }

    /** Schools without a full post for all grades of the subject that they have. */
    private static double shortage(List<School> rural, String subject, String grade) {
        List<School> teaching = rural.stream()
                .filter(school -> TeacherEstimate.grades(school).contains(grade))
                .toList();
        long without = teaching.stream()
                .filter(school -> TeacherEstimate.of(school, subject, Set.of()) < 1)
                .count();
        return teaching.isEmpty() ? 0 : without / (double) teaching.size();
    }
}

package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long reviews take, and whether the gate is fair: by level and by the area of the author's school (EQ11). */
@Component
class ReviewTimes {

    private static final double P90 = 0.9;
    private static final double HALF = 0.5;

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final WorkingDays days;
    private final Workflow workflow;

    ReviewTimes(JdbcClient jdbc, Organisations organisations, WorkingDays days, Workflow workflow) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.days = days;
        this.workflow = workflow;
    }

    /** Times are working days of the district, each begun one counted. */
    @Schema(name = "ReviewTimesReport", description = "评审时长报告")
    record Report(
            @Schema(maxLength = 6, example = "2025S1") String term,
            Instant from,
            Instant until,
            @Size(max = 100) List<Line> items)
            implements Tabular {

        @Override
        public CsvTable table() {
            CsvTable table = new CsvTable("review-times", Line.HEADER);
            items.forEach(item -> table.row(item.row().toArray()));
            return table;
        }
    }

    /**
     * @param level L1, L2, L3; null for a whole submission from its sending to its end
     * @param area URBAN, TOWN or RURAL; null for all
     * @param decided levels, or submissions, that came to a decision in the term
     * @param medianDays working days; null without a decision
     * @param limitDays what the level has; null for whole submissions
     * @param onTimeShare 0–1; null for whole submissions
     * @param accepted of the submissions that were closed; null for a level
     * @param acceptance their share; null for a level
     */
    @Schema(name = "ReviewTimes", description = "评审时长")
    record Line(
            @Nullable Level level,
            @Schema(maxLength = 10, example = "RURAL") @Nullable String area,
            int decided,
            @Nullable Double medianDays,
            @Nullable Double p90Days,
            @Nullable Integer limitDays,
            @Nullable Double onTimeShare,
            @Nullable Integer accepted,
            @Nullable Double acceptance) {

        static final List<String> HEADER = List.of(
                "level",
                "area",
                "decided",
                "medianDays",
                "p90Days",
                "limitDays",
                "onTimeShare",
                "accepted",
                "acceptance");

        List<?> row() {
            return Arrays.asList(
                    level == null ? "ALL" : level,
                    area == null ? "ALL" : area,
                    decided,
                    medianDays,
                    p90Days,
                    limitDays,
                    onTimeShare,
                    accepted,
                    acceptance);
        }
    }

    /** A decision about a level, or about a whole submission. */
    private record Decided(@Nullable Level level, UUID schoolId, int workingDays, boolean accepted) {}

    Report of(ReviewTerm term) {
        List<Decided> all = new ArrayList<>(levels(term));
        all.addAll(submissions(term));
        Map<UUID, OrganisationUnit> schools =
                organisations.byIds(all.stream().map(Decided::schoolId).collect(Collectors.toSet()));
        Set<String> areas = new TreeSet<>();
        schools.values().stream()
                .map(OrganisationUnit::area)
                .filter(area -> area != null)
                .forEach(areas::add);
        List<Line> lines = new ArrayList<>();
        for (Level level : new Level[] {Level.L1, Level.L2, Level.L3, null}) {
            List<Decided> own =
                    all.stream().filter(decided -> decided.level() == level).toList();
            lines.add(line(level, null, own));
            for (String area : areas) {
                Predicate<Decided> there = decided -> schools.containsKey(decided.schoolId())
                        && area.equals(schools.get(decided.schoolId()).area());
                lines.add(line(level, area, own.stream().filter(there).toList()));
            }
        }
        return new Report(term.code(), term.from(), term.until(), lines);
    }

    private Line line(@Nullable Level level, @Nullable String area, Collection<Decided> decided) {
        List<Integer> times =
                decided.stream().map(Decided::workingDays).sorted().toList();
        Integer limit = level == null ? null : limit(level);
        int accepted = (int) decided.stream().filter(Decided::accepted).count();
        return new Line(
                level,
                area,
                times.size(),
                quantile(times, HALF),
                quantile(times, P90),
                limit,
                limit == null
                        ? null
                        : Quality.share(
                                (int) times.stream()
                                        .filter(time -> time <= limit)
                                        .count(),
                                times.size()),
                level == null ? accepted : null,
                level == null ? Quality.share(accepted, times.size()) : null);
    }

    /** The longest time that a reviewer of the level has. */
    private int limit(Level level) {
        Map<String, Object> row = workflow.decide(
                ReviewModel.DECISION_REVIEW_CLOCKS,
                Map.of("step", ReviewModel.TASK_TEACHER_REVIEW, "level", level.name()));
        return ((Number) row.get("workingDays")).intValue();
    }

    /** Each entering of a level with the first decision that followed it in the same round. */
    private List<Decided> levels(ReviewTerm term) {
        return jdbc.sql(
                        """
                        select e.detail as level, s.school_id, e.at as since, d.at, d.event = 'level-passed'
                                   or d.event = 'published' as accepted
                          from review.timeline d
                          join review.submission s on s.id = d.submission_id
                          join lateral (select t.at, t.detail from review.timeline t
                                         where t.submission_id = d.submission_id and t.round = d.round
                                           and t.event = 'level-entered' and t.id < d.id
                                         order by t.id desc limit 1) e on true
                         where d.event in ('level-passed', 'published', 'rejected', 'revision-requested')
                           and d.at >= :from and d.at < :until
                        """)
                .param("from", term.from().atOffset(ZoneOffset.UTC))
                .param("until", term.until().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Decided(
                        Level.valueOf(row.getString("level")),
                        row.getObject("school_id", UUID.class),
                        between(
                                row.getObject("since", OffsetDateTime.class),
                                row.getObject("at", OffsetDateTime.class)),
                        row.getBoolean("accepted")))
                .list();
    }

    /** From the first sending to the end; what the author took back is nobody's decision. */
    private List<Decided> submissions(ReviewTerm term) {
        return jdbc.sql(
                        """
                        select s.school_id, s.created_at as since, d.at, d.event = 'published' as accepted
                          from review.timeline d join review.submission s on s.id = d.submission_id
                         where d.event in ('published', 'rejected') and d.at >= :from and d.at < :until
                        """)
                .param("from", term.from().atOffset(ZoneOffset.UTC))
                .param("until", term.until().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Decided(
                        null,
                        row.getObject("school_id", UUID.class),
                        between(
                                row.getObject("since", OffsetDateTime.class),
                                row.getObject("at", OffsetDateTime.class)),
                        row.getBoolean("accepted")))
                .list();
    }

    private int between(OffsetDateTime since, OffsetDateTime at) {
        return days.between(since.toInstant(), at.toInstant());
    }

    /** Nearest rank. */
    private static @Nullable Double quantile(List<Integer> sorted, double share) {
        return sorted.isEmpty()
                ? null
                : Double.valueOf(sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1)));
    }
}

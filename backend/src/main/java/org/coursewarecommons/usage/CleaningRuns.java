package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What cleanings took out, by rule; and the days that people should look at. */
@Repository
class CleaningRuns {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final ZoneId zone;

    CleaningRuns(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.zone = calendar.zone();
    }

    /**
     * One cleaning of one window.
     *
     * @param rules version of the rules that it went by
     * @param weeks how many, from the first
     * @param events raw events that it looked at
     * @param late events of the window that came afterwards: only a restatement would count them; null in lists
     */
    @Schema(name = "UsageCleaningRun", description = "使用数据清洗")
    record RunView(
            UUID id,
            @Schema(maxLength = 40, example = "clean-2") String rules,
            @Schema(maxLength = 10, example = "2025S2") String term,
            LocalDate firstWeek,
            int weeks,
            Instant cleanedAt,
            long events,
            @Schema(maxLength = 20) List<RuleCount> excluded,
            @Nullable Long late) {}

    /** @param rule C1 to C9 of the cleaning rules */
    @Schema(name = "UsageRuleCount")
    record RuleCount(
            @Schema(maxLength = 5, example = "C3") String rule,
            @Schema(maxLength = 40, example = "doubleClick") String reason,
            long events) {}

    /**
     * A day on which a resource was used far more than usual.
     *
     * @param usual units of an ordinary day
     * @param decision null as long as nobody has judged it
     */
    @Schema(name = "UsageSpike")
    record SpikeView(UUID resource, LocalDate day, long units, double usual, @Nullable DecisionView decision) {}

    /** @param excluded true: its uses count in no later cleaning */
    @Schema(name = "UsageSpikeDecision")
    record DecisionView(
            LocalDate day,
            long revision,
            boolean excluded,
            @Schema(maxLength = 1000) String reason,
            UUID decidedBy,
            Instant decidedAt) {}

    /** @param reason for the record; said to the owner with the result */
    @Schema(name = "UsageSpikeDecisionInput")
    record DecisionBody(@NotNull Boolean excluded, @NotNull @Size(min = 5, max = 1000) String reason) {}

    private record Run(
            UUID id, String rules, String term, LocalDate firstWeek, int weeks, Instant cleanedAt, long events) {}

    private record Count(UUID runId, String rule, String reason, long events) {}

    private record SpikeRow(
            UUID resourceId,
            LocalDate day,
            long units,
            double usual,
            @Nullable Long revision,
            @Nullable Boolean excluded,
            @Nullable String reason,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt) {}

    /** Newest first. */
    List<RunView> all() {
        return views(jdbc.sql("select * from usage.cleaning_run order by cleaned_at desc, id limit " + MOST)
                .query(Run.class)
                .list());
    }

    Optional<RunView> find(UUID id) {
        return views(jdbc.sql("select * from usage.cleaning_run where id = :id")
                        .param("id", id)
                        .query(Run.class)
                        .list())
                .stream()
                .findFirst()
                .map(this::withLate);
    }

    private List<RunView> views(List<Run> runs) {
        Map<UUID, List<RuleCount>> counts = jdbc
                .sql(
                        """
                        select run_id, rule, reason, sum(events) as events from usage.excluded_use
                         where run_id = any(:ids) group by run_id, rule, reason order by rule, reason
                        """)
                .param("ids", runs.stream().map(Run::id).toArray(UUID[]::new))
                .query(Count.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Count::runId,
                        Collectors.mapping(
                                row -> new RuleCount(row.rule(), row.reason(), row.events()), Collectors.toList())));
        return runs.stream()
                .map(run -> new RunView(
                        run.id(),
                        run.rules(),
                        run.term(),
                        run.firstWeek(),
                        run.weeks(),
                        run.cleanedAt(),
                        run.events(),
                        counts.getOrDefault(run.id(), List.of()),
                        null))
                .toList();
    }

    private RunView withLate(RunView run) {
        long late = jdbc.sql(
                        """
                        select count(*) from usage.event
                         where received_at > :cleaned and at >= :from and at < :until
                        """)
                .param("cleaned", run.cleanedAt().atOffset(java.time.ZoneOffset.UTC))
                .param("from", run.firstWeek().atStartOfDay(zone).toOffsetDateTime())
                .param(
                        "until",
                        run.firstWeek()
                                .plusWeeks(run.weeks())
                                .atStartOfDay(zone)
                                .toOffsetDateTime())
                .query(Long.class)
                .single();
        return new RunView(
                run.id(),
                run.rules(),
                run.term(),
                run.firstWeek(),
                run.weeks(),
                run.cleanedAt(),
                run.events(),
                run.excluded(),
                late);
    }

    /** In the order of resources and days. @param afterDay null together with {@code after} */
    List<SpikeView> spikes(UUID runId, @Nullable UUID after, @Nullable LocalDate afterDay, int limit) {
        return jdbc
                .sql(
                        """
                        select s.resource_id, s.day, s.units, s.usual, d.revision, d.excluded, d.reason, d.decided_by,
                               d.decided_at
                          from usage.spike s left join lateral (
                               select * from usage.spike_decision d
                                where d.resource_id = s.resource_id and d.day = s.day
                                order by d.revision desc limit 1) as d on true
                         where s.run_id = :run and (cast(:after as uuid) is null
                               or (s.resource_id, s.day) > (cast(:after as uuid), cast(:day as date)))
                         order by s.resource_id, s.day limit :limit
                        """)
                .param("run", runId)
                .param("after", after)
                .param("day", afterDay)
                .param("limit", limit)
                .query(SpikeRow.class)
                .list()
                .stream()
                .map(row -> new SpikeView(row.resourceId(), row.day(), row.units(), row.usual(), decision(row)))
                .toList();
    }

    long spikes(UUID runId) {
        return jdbc.sql("select count(*) from usage.spike where run_id = :run")
                .param("run", runId)
                .query(Long.class)
                .single();
    }

    private static @Nullable DecisionView decision(SpikeRow row) {
        if (row.revision() == null || row.reason() == null || row.decidedBy() == null || row.decidedAt() == null) {
            return null;
        }
        return new DecisionView(
                row.day(),
                row.revision(),
                Boolean.TRUE.equals(row.excluded()),
                row.reason(),
                row.decidedBy(),
                row.decidedAt());
    }
}

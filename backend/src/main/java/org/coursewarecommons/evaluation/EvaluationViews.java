package org.coursewarecommons.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Cycles and results as people read them. */
@Component
class EvaluationViews {

    private final MessageSource messages;
    private final Results results;

    EvaluationViews(MessageSource messages, Results results) {
        this.messages = messages;
        this.results = results;
    }

    /**
     * @param attempt 2 when the results were restated
     * @param frozenOn nothing is computed before
     * @param counts results by proposal
     * @param meaning what the figures measure and what not
     */
    @Schema(name = "EvaluationCycle", description = "学期评价")
    record CycleView(
            UUID id,
            @Schema(maxLength = 10, example = "2025S2") String term,
            boolean shadow,
            Cycle.State state,
            int attempt,
            @Schema(maxLength = 40, example = "ruei-1") String config,
            LocalDate frozenOn,
            Instant startedAt,
            @Nullable Instant computedAt,
            @Nullable Instant closedAt,
            @Size(max = 20) Map<String, Long> counts,
            @Schema(maxLength = 300) String meaning) {}

    /**
     * The index of one resource with all that explains it (DOMAIN 4.10).
     *
     * @param evidence OK, or THIN: then there is no index
     * @param rule number in the table of proposals
     * @param deferred nominated, but the cycle's limit is reached
     * @param excluded events that did not count, by reason
     * @param spikes days of unusual use that people should look at
     */
    @Schema(name = "Evaluation", description = "使用效果评价")
    record EvaluationView(
            UUID resource,
            @Schema(maxLength = 10) String cycle,
            @Schema(maxLength = 40) String config,
            @Schema(allowableValues = {"OK", "THIN"}) String evidence,
            @Nullable PeerView peer,
            RawView raw,
            @Nullable ComponentsView components,
            @Schema(example = "46.6") @Nullable Double ruei,
            @Schema(maxLength = 40, example = "IMPROVE") String proposal,
            int rule,
            boolean deferred,
            @Schema(maxLength = 2) List<String> weakest,
            @Schema(maxLength = 10) List<String> advice,
            @Size(max = 20) Map<String, Long> excluded,
            int spikes,
            @Schema(maxLength = 300) String meaning) {}

    /** @param level of the ladder, 0 the closest peers, 4 all */
    @Schema(name = "EvaluationPeers")
    record PeerView(@Schema(maxLength = 100) String key, int level, int n) {}

    /** @param use weighted clean use (U); @param opportunity teacher-weeks in season (O) */
    @Schema(name = "EvaluationRaw")
    record RawView(
            @JsonProperty("U") double use,
            @JsonProperty("O") double opportunity,
            int schools,
            int eligibleSchools,
            int ratings,
            int users) {}

    /** Adoption, reach, satisfaction, depth and upkeep, 0–1 each. */
    @Schema(name = "EvaluationComponents")
    record ComponentsView(
            @JsonProperty("A") double adoption,
            @JsonProperty("B") double reach,
            @JsonProperty("C") double satisfaction,
            @JsonProperty("D") double depth,
            @JsonProperty("E") double upkeep) {}

    CycleView of(Cycle cycle) {
        return new CycleView(
                cycle.id(),
                cycle.term(),
                cycle.shadow(),
                cycle.state(),
                cycle.attempt(),
                cycle.configuration(),
                cycle.frozenOn(),
                cycle.startedAt(),
                cycle.computedAt(),
                cycle.closedAt(),
                results.counts(cycle),
                text("evaluation.meaning"));
    }

    EvaluationView of(Results.Row row) {
        Verdict verdict = row.verdict();
        EffectScore score = verdict.score();
        EffectFacts facts = verdict.facts();
        Verdict.Peers peers = verdict.peers();
        return new EvaluationView(
                row.resourceId(),
                row.term(),
                row.configuration(),
                score == null ? "THIN" : "OK",
                peers == null ? null : new PeerView(peers.key(), peers.level(), peers.n()),
                new RawView(
                        rounded(facts.use().clean(), 100),
                        rounded(facts.use().opportunity(), 10),
                        facts.use().schools(),
                        facts.use().eligibleSchools(),
                        facts.voices().ratings(),
                        facts.depth().users()),
                score == null
                        ? null
                        : new ComponentsView(
                                rounded(score.adoption(), 1000),
                                rounded(score.reach(), 1000),
                                rounded(score.satisfaction(), 1000),
                                rounded(score.depth(), 1000),
                                rounded(score.upkeep(), 1000)),
                score == null ? null : verdict.shown(),
                verdict.proposal(),
                verdict.rule(),
                verdict.deferred(),
                score == null ? List.of() : score.weakest(),
                advice(verdict),
                verdict.excluded(),
                verdict.spikes(),
                text("evaluation.meaning"));
    }

    private List<String> advice(Verdict verdict) {
        List<String> advice = new ArrayList<>();
        if (!verdict.advice().equals("NONE")) {
            advice.add(text("evaluation.advice." + verdict.advice().toLowerCase(Locale.ROOT)));
        }
        verdict.hints()
                .forEach(hint -> advice.add(
                        text("evaluation.hint." + hint.code(), hint.arguments().toArray())));
        return advice;
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private static double rounded(double value, int steps) {
        return Math.round(value * steps) / (double) steps;
    }
}

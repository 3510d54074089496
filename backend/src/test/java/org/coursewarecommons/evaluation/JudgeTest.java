package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From candidates to verdicts, with the published vectors and a table that says what it was asked. */
class JudgeTest {

    private final EffectConfiguration configuration = EffectConfiguration.first();
    private final List<Map<String, Object>> asked = new ArrayList<>();

    @Test
    void theTableIsAskedWithTheFiguresThatPeopleSee() {
        judge(candidates(0));

        assertThat(asked).anySatisfy(inputs -> assertThat(inputs)
                .containsEntry("index", 93.8)
                .containsEntry("upkeep", .92)
                .containsEntry("inTop", true)
                .containsEntry("evidence", true));
        assertThat(asked)
                .anySatisfy(inputs ->
                        assertThat(inputs).containsEntry("index", 84.3).containsEntry("inTop", false));
    }

    @Test
    void whatLacksEvidenceGetsNoIndexAndMovesNobody() {
        Verdict verdict = judge(candidates(0)).get(EffectVectors.uuid("V9"));

        assertThat(verdict.score()).isNull();
        assertThat(verdict.shown()).isZero();
        assertThat(verdict.lowStreak()).isZero();
        assertThat(asked).anySatisfy(inputs -> assertThat(inputs).containsEntry("evidence", false));
    }

    @Test
    void lowWindowsInARowAreCounted() {
        Map<UUID, Verdict> verdicts = judge(candidates(1));

        assertThat(verdicts.get(EffectVectors.uuid("V7")).lowStreak()).isEqualTo(2);
        assertThat(verdicts.get(EffectVectors.uuid("V6")).lowStreak()).isZero();
    }

    @Test
    void nominationsOverTheLimitWaitForTheNextCycle() {
        Map<UUID, Verdict> verdicts = judge(candidates(1));

        // 5 % of nine items is none at all.
        assertThat(verdicts.get(EffectVectors.uuid("V8")).proposal()).isEqualTo("NOMINATE_RETIRE");
        assertThat(verdicts.values())
                .filteredOn(verdict -> verdict.proposal().equals("NOMINATE_RETIRE"))
                .allMatch(Verdict::deferred);
    }

    @Test
    void theWeakestPartsAreWhatTheOwnerIsToldOf() {
        Verdict verdict = judge(candidates(0)).get(EffectVectors.uuid("V6"));

        assertThat(verdict.score()).isNotNull();
        assertThat(verdict.score().weakest()).containsExactly("A", "B");
        assertThat(verdict.hints())
                .extracting(Verdict.Hint::code)
                .containsExactly("adoption", "rural", "stale", "defects");
        assertThat(verdict.peers()).isEqualTo(new Verdict.Peers("SX|PRIMARY|COURSEWARE|LESSON", 0, 8));
    }

    @Test
    void equalInputsAreAskedOnce() {
        List<Candidate> twice = new ArrayList<>(candidates(0));
        twice.add(twice.get(8));
        AtomicInteger questions = new AtomicInteger();

        new Judge(
                        configuration,
                        inputs -> {
                            questions.incrementAndGet();
                            return table(inputs);
                        },
                        ids -> Map.of(),
                        Set.of())
                .judge(twice);

        assertThat(questions).hasValue(9);
    }

    @Test
    void aTwinIsSoughtForWeakItemsOnly() {
        List<UUID> sought = new ArrayList<>();
        Judge judge = new Judge(
                configuration,
                this::table,
                ids -> {
                    sought.addAll(ids);
                    return ids.stream()
                            .collect(Collectors.toMap(id -> id, id -> new Judge.Twin(EffectVectors.uuid("V1"), .96)));
                },
                Set.of());

        judge.judge(candidates(0));

        assertThat(sought)
                .containsExactlyInAnyOrder(
                        EffectVectors.uuid("V6"), EffectVectors.uuid("V7"), EffectVectors.uuid("V8"));
        assertThat(asked).anySatisfy(inputs -> assertThat(inputs)
                .containsEntry("index", 46.6)
                .containsEntry("twinSimilarity", .96)
                .containsEntry("twinIndex", 93.8));
    }

    @Test
    void whatTheTableCannotTellApartItIsAskedOnce() {
        Map<UUID, String> each = proposals(Set.of());
        int questions = asked.size();
        asked.clear();

        Map<UUID, String> together = proposals(TableNumbers.read());

        assertThat(together).isEqualTo(each);
        assertThat(asked).hasSizeLessThan(questions);
        assertThat(TableNumbers.read()).contains(0.95, 80.0, 50.0, 40.0);
    }

    private Map<UUID, String> proposals(Set<Double> bounds) {
        return new Judge(configuration, this::table, ids -> Map.of(), bounds)
                .judge(candidates(1)).stream().collect(Collectors.toMap(Verdict::resourceId, Verdict::proposal));
    }

    private List<Candidate> candidates(int lowBefore) {
        return EffectVectors.items().stream()
                .map(facts -> new Candidate(
                        facts, false, false, false, false, false, lowBefore, false, Map.of("author", 3L), 0))
                .toList();
    }

    private Map<UUID, Verdict> judge(Collection<Candidate> candidates) {
        return new Judge(configuration, this::table, ids -> Map.of(), Set.of())
                .judge(List.copyOf(candidates)).stream()
                        .collect(Collectors.toMap(Verdict::resourceId, verdict -> verdict));
    }

    /** No table: only enough to tell low from good. */
    private Map<String, Object> table(Map<String, Object> inputs) {
        asked.add(new HashMap<>(inputs));
        boolean low = Boolean.TRUE.equals(inputs.get("evidence")) && (double) inputs.get("index") < 40;
        boolean again = (int) inputs.get("lowStreak") > 1;
        return Map.of("proposal", low && again ? "NOMINATE_RETIRE" : "KEEP", "ruleNo", 12, "advice", "NONE");
    }
}

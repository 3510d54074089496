package org.coursewarecommons.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads them from the frozen results. */
@Component
class StoredProposals implements Proposals {

    private static final int ALL = 100_000;

    private final Cycles cycles;
    private final Results results;
    private final EvaluationViews views;
    private final ObjectMapper mapper;

    StoredProposals(Cycles cycles, Results results, EvaluationViews views, ObjectMapper mapper) {
        this.cycles = cycles;
        this.results = results;
        this.views = views;
        this.mapper = mapper;
    }

    @Override
    public List<UUID> of(UUID cycleId, String proposal) {
        return results.ofCycle(cycles.get(cycleId), proposal, null, ALL).stream()
                .filter(row -> !row.verdict().deferred())
                .map(Results.Row::resourceId)
                .toList();
    }

    @Override
    public Optional<String> explanation(@Nullable UUID cycleId, UUID resourceId) {
        return results.ofResource(resourceId).stream()
                .filter(row -> cycleId == null || row.cycleId().equals(cycleId))
                .findFirst()
                .map(views::of)
                .map(this::json);
    }

    private String json(EvaluationViews.EvaluationView view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

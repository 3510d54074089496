package org.coursewarecommons.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;

/** One decision table on the engine that will run it, telling the row that fitted beside the result. */
final class DecisionTables {

    private final List<String> matched = new ArrayList<>();
    private final DmnEngine engine;
    private final DmnDecision decision;
    private final Set<String> rows;

    DecisionTables(String key) {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(
                List.<DmnDecisionTableEvaluationListener>of(this::remember));
        engine = configuration.buildEngine();
        try (InputStream table = open(key);
                InputStream again = open(key)) {
            decision = engine.parseDecision(key, table);
            rows = Dmn.readModelFromStream(again).getModelElementsByType(Rule.class).stream()
                    .map(Rule::getId)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    record Answer(List<String> rows, Map<String, Object> outputs) {}

    Answer decide(Map<String, Object> inputs) {
        matched.clear();
        DmnDecisionResult result = engine.evaluateDecision(decision, inputs);
        return new Answer(
                List.copyOf(matched),
                result.isEmpty() ? Map.of() : result.getSingleResult().getEntryMap());
    }

    /** The ids of all rows of the table. */
    Set<String> rows() {
        return rows;
    }

    private void remember(DmnDecisionTableEvaluationEvent event) {
        event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(matched::add);
    }

    private static InputStream open(String key) {
        return DecisionTables.class.getResourceAsStream("/models/" + key + ".dmn");
    }
}

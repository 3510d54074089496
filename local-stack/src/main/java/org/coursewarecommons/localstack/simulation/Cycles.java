package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coursewarecommons.localstack.journey.JourneyFailure;

/** Judges a term, has the committee read what came out, and tells it in figures. */
final class Cycles {

    private static final String CHAIR = "C-01";

    private final Library library;
    private final Shelf shelf;
    private final String steward;
    private final Figures figures;

    Cycles(Library library, Shelf shelf, String steward, Figures figures) {
        this.library = library;
        this.shelf = shelf;
        this.steward = steward;
        this.figures = figures;
    }

    /** @return the results of the items that the simulation knows, in the order of their keys */
    List<JsonNode> play(SchoolTerm term, boolean shadow) {
        String path = "/evaluation-cycles/"
                + library.post(steward, "/evaluation-cycles", Map.of("term", term.code(), "shadow", shadow), 201)
                        .text("/id");
        library.until(steward, path, answer -> answer.text("/state").equals("COMPUTED"));
        library.post(CHAIR, path + "/reading", Map.of(), 200);
        library.until(steward, path, answer -> !answer.text("/state").equals("COMPUTED"));
        String state = library.get(steward, path).text("/state");
        if (!state.equals(shadow ? "SHADOW_READ" : "PUBLISHED")) {
            throw new JourneyFailure("the cycle is " + state);
        }
        List<JsonNode> results = new ArrayList<>(library.all(steward, path + "/results").stream()
                .filter(shelf::isKnown)
                .toList());
        results.sort(java.util.Comparator.comparing(result -> shelf.item(result).key()));
        tell(term, shadow, results);
        return results;
    }

    private void tell(SchoolTerm term, boolean shadow, List<JsonNode> results) {
        figures.heading((shadow ? "试运行评价 / Shadow cycle " : "正式评价 / Real cycle ") + term.code());
        Map<String, Long> proposals = new TreeMap<>();
        Map<String, Long> rules = new TreeMap<>();
        Map<String, Long> excluded = new TreeMap<>();
        List<Double> indices = new ArrayList<>();
        List<Double> qualities = new ArrayList<>();
        long deferred = 0;
        long spikes = 0;
        double use = 0;
        for (JsonNode result : results) {
            proposals.merge(result.path("proposal").asText(), 1L, Long::sum);
            rules.merge(String.format("%02d", result.path("rule").asInt()), 1L, Long::sum);
            result.path("excluded")
                    .properties()
                    .forEach(reason ->
                            excluded.merge(reason.getKey(), reason.getValue().asLong(), Long::sum));
            deferred += result.path("deferred").asBoolean() ? 1 : 0;
            spikes += result.path("spikes").asLong();
            use += result.at("/raw/U").asDouble();
            if (result.path("ruei").isNumber()) {
                indices.add(result.path("ruei").asDouble());
                qualities.add(shelf.item(result).quality());
            }
        }
        figures.put("资源 / items", results.size())
                .put("净使用(教师周) / clean use (teacher-weeks)", use)
                .put("已清洗 / taken out: ", excluded)
                .put("异常日 / days of unusual use", spikes)
                .put("结论 / verdict: ", proposals)
                .put("规则 / rule ", rules)
                .put("顺延 / deferred by the caps", deferred)
                .put("有指数 / with an index", indices.size());
        if (indices.size() > 2) {
            figures.put("与真实质量的相关 / correlation with hidden quality", Correlation.of(indices, qualities))
                    .put("秩相关 / rank correlation", Correlation.ofRanks(indices, qualities));
        }
    }
}

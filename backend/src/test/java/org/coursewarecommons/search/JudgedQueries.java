package org.coursewarecommons.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** {@code seeds/queries}: what is searched in, what is asked, and how good each answer is. */
final class JudgedQueries {

    private static final Path FOLDER = Path.of("..", "seeds", "queries");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .get();
    /** How many hits somebody looks at. */
    static final int SEEN = 10;

    private final List<Map<String, String>> corpus = read("corpus.csv");
    private final List<Map<String, String>> queries = read("queries.csv");
    private final Map<String, Map<String, Integer>> judgements = new HashMap<>();

    JudgedQueries() {
        read("judgements.csv").forEach(row -> judgements
                .computeIfAbsent(row.get("query"), id -> new HashMap<>())
                .put(row.get("item"), Integer.valueOf(row.get("grade"))));
    }

    /** What a query found. @param keys of the first hits, the best first @param relaxed any word was enough */
    record Found(List<String> keys, long total, boolean relaxed, @Nullable String corrected) {}

    /**
     * @param gain nDCG@10: 1 when the best possible answers stand in the best possible order
     * @param reciprocalRank one through the rank of the first good answer (grade 2 or 3) among ten, 0 without one
     */
    record Score(String id, String half, String kind, String text, Found found, double gain, double reciprocalRank) {}

    /** The items, by column. */
    List<Map<String, String>> corpus() {
        return corpus;
    }

    /** @param visible of an item's key: what the searcher may not see is no answer, and its lack no fault */
    List<Score> score(Function<String, Found> search, Predicate<String> visible) {
        return queries.stream()
                .map(query -> {
                    Map<String, Integer> grades = judgements.get(query.get("id"));
                    List<Integer> best = grades.entrySet().stream()
                            .filter(judged -> visible.test(judged.getKey()))
                            .map(Map.Entry::getValue)
                            .sorted(Comparator.reverseOrder())
                            .toList();
                    Found found = search.apply(query.get("query"));
                    List<Integer> got = found.keys().stream()
                            .map(key -> grades.getOrDefault(key, 0))
                            .toList();
                    return new Score(
                            query.get("id"),
                            query.get("half"),
                            query.get("kind"),
                            query.get("query"),
                            found,
                            gain(got) / gain(best),
                            reciprocalRank(got));
                })
                .toList();
    }

    /** Discounted cumulated gain of the first ten grades. */
    static double gain(List<Integer> grades) {
        double gain = 0;
        for (int i = 0; i < Math.min(SEEN, grades.size()); i++) {
            gain += ((1 << grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return gain;
    }

    static double reciprocalRank(List<Integer> grades) {
        for (int i = 0; i < Math.min(SEEN, grades.size()); i++) {
            if (grades.get(i) >= 2) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    /** One line of figures. */
    static String figures(List<Score> scores) {
        return "%d | %.3f | %.3f | %.1f %% | %.1f %%"
                .formatted(
                        scores.size(),
                        mean(scores, Score::gain),
                        mean(scores, Score::reciprocalRank),
                        100 * mean(scores, score -> score.found().total() == 0 ? 1.0 : 0.0),
                        100 * mean(scores, score -> score.found().relaxed() ? 1.0 : 0.0));
    }

    static double mean(List<Score> scores, Function<Score, Double> figure) {
        return scores.stream().mapToDouble(figure::apply).average().orElse(0);
    }

    /** Markdown: figures by kind of query, and the worst queries with what came first. */
    static String report(String title, List<Score> scores) {
        StringBuilder report = new StringBuilder("## " + title
                + "\n\n| kind | queries | nDCG@10 | MRR | zero hits | any word was enough |\n|---|---|---|---|---|---|\n| **all** | "
                + figures(scores) + " |\n");
        scores.stream()
                .collect(Collectors.groupingBy(Score::kind, java.util.TreeMap::new, Collectors.toList()))
                .forEach((kind, part) -> report.append("| ")
                        .append(kind)
                        .append(" | ")
                        .append(figures(part))
                        .append(" |\n"));
        report.append("\nThe worst:\n\n| query | nDCG@10 | hits | came first |\n|---|---|---|---|\n");
        scores.stream()
                .filter(score -> score.gain() < 0.95)
                .sorted(Comparator.comparingDouble(Score::gain))
                .limit(25)
                .forEach(score -> report.append("| %s %s | %.2f | %d | %s |%n"
                        .formatted(
                                score.id(),
                                score.text(),
                                score.gain(),
                                score.found().total(),
                                score.found().keys().stream().limit(4).collect(Collectors.joining(", ")))));
        return report.append('\n').toString();
    }

    private static List<Map<String, String>> read(String name) {
        try (var reader = Files.newBufferedReader(FOLDER.resolve(name));
                var parser = FORMAT.parse(reader)) {
            return parser.stream().map(CSVRecord::toMap).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

package org.coursewarecommons.searchanalysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads typed letters as pinyin syllables: "fenshu" gives fen, shu.
 *
 * <p>The fewest syllables win; splits with equally many are all kept, position by position, because "fangan" may be
 * 方案 (fang an) as well as 翻杆 (fan gan). The last syllable may be incomplete and then stands for every syllable that
 * begins so. What is no pinyin at all stays one word.
 */
final class SyllableSplitter {

    private static final NavigableMap<String, String> SYLLABLES = syllables();
    private static final int LONGEST =
            SYLLABLES.keySet().stream().mapToInt(String::length).max().orElse(0);
    private static final int UNREACHABLE = Integer.MAX_VALUE / 4;

    private final String word;
    /** Cost of the best split of the rest from each index on: twice its syllables, plus one if the last is incomplete. */
    private final int[] costs;

    private SyllableSplitter(String word) {
        this.word = word;
        this.costs = new int[word.length() + 1];
        Arrays.fill(costs, UNREACHABLE);
        costs[word.length()] = 0;
        for (int start = word.length() - 1; start >= 0; start--) {
            for (int end = start + 1; end <= furthest(start); end++) {
                costs[start] = Math.min(costs[start], stepCost(start, end) + costs[end]);
            }
        }
    }

    static List<Set<String>> split(String typed) {
        String word = typed.replace('ü', 'v');
        SyllableSplitter splitter = new SyllableSplitter(word);
        return splitter.costs[0] < UNREACHABLE ? splitter.positions() : List.of(Set.of(word));
    }

    private List<Set<String>> positions() {
        List<Set<String>> positions = new ArrayList<>();
        Set<Integer> starts = Set.of(0);
        while (!starts.contains(word.length())) {
            Set<String> terms = new TreeSet<>();
            Set<Integer> ends = new TreeSet<>();
            for (int start : starts) {
                for (int end = start + 1; end <= furthest(start); end++) {
                    if (stepCost(start, end) + costs[end] == costs[start]) {
                        terms.addAll(terms(word.substring(start, end)));
                        ends.add(end);
                    }
                }
            }
            positions.add(terms);
            starts = ends;
        }
        return positions;
    }

    private int furthest(int start) {
        return Math.min(word.length(), start + LONGEST);
    }

    private int stepCost(int start, int end) {
        String part = word.substring(start, end);
        if (SYLLABLES.containsKey(part)) {
            return 2;
        }
        // A lone letter pair such as "fs" is initials, not a started syllable: something complete must stand before it.
        boolean mayBeStarted =
                end == word.length() && start > 0 && !startedBy(part).isEmpty();
        return mayBeStarted ? 3 : UNREACHABLE;
    }

    private static Set<String> terms(String part) {
        String complete = SYLLABLES.get(part);
        return complete != null
                ? Set.of(complete)
                : new TreeSet<>(startedBy(part).values());
    }

    private static Map<String, String> startedBy(String part) {
        return SYLLABLES.subMap(part, true, part + Character.MAX_VALUE, false);
    }

    /** What may be typed, and the spelling of it that is in the index. */
    private static NavigableMap<String, String> syllables() {
        NavigableMap<String, String> syllables = new TreeMap<>();
        for (Set<String> readings : PinyinReadings.all()) {
            for (String reading : readings) {
                // Bare consonants (嗯 ng, 呣 m) would let any letters pass as pinyin.
                if (reading.matches("[a-z]*[aeiouv][a-z]*")) {
                    syllables.put(reading, reading);
                }
            }
        }
        syllables.put("lue", "lve");
        syllables.put("nue", "nve");
        return Collections.unmodifiableNavigableMap(syllables);
    }
}

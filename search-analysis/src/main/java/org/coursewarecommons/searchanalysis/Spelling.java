package org.coursewarecommons.searchanalysis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How Han characters and Latin runs are spelt as terms.
 *
 * <p>Results are positions in order, each with its alternatives.
 */
enum Spelling {
    /** Syllables of a text that is being indexed: Latin words stay whole. */
    SYLLABLES_OF_TEXT {
        @Override
        Set<String> han(String character) {
            return PinyinReadings.of(character);
        }

        @Override
        List<Set<String>> latin(String run) {
            return List.of(Set.of(run));
        }
    },
    /** Syllables of what a person typed: Latin words are read as pinyin where they can be. */
    SYLLABLES_OF_QUERY {
        @Override
        Set<String> han(String character) {
            return PinyinReadings.of(character);
        }

        @Override
        List<Set<String>> latin(String run) {
            return SyllableSplitter.split(run);
        }
    },
    /** First letters: "fsdcbrs" and 分数的初步认识 give the same terms. */
    INITIALS {
        @Override
        Set<String> han(String character) {
            Set<String> initials = new TreeSet<>();
            for (String reading : PinyinReadings.of(character)) {
                initials.add(reading.substring(0, reading.offsetByCodePoints(0, 1)));
            }
            return initials;
        }

        @Override
        List<Set<String>> latin(String run) {
            return run.codePoints()
                    .mapToObj(letter -> Set.of(Character.toString(letter)))
                    .toList();
        }
    };

    static Spelling of(String mode, boolean query) {
        return switch (mode) {
            case "syllables" -> query ? SYLLABLES_OF_QUERY : SYLLABLES_OF_TEXT;
            case "initials" -> INITIALS;
            default ->
                throw new IllegalArgumentException(
                        "cw_pinyin: [mode] must be [syllables] or [initials], but is [" + mode + "]");
        };
    }

    /** The terms of one Han character, all at one position; never empty. */
    abstract Set<String> han(String character);

    /** The terms of a run of letters or of digits, position by position. */
    abstract List<Set<String>> latin(String run);
}

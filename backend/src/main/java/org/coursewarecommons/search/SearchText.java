package org.coursewarecommons.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed, folded and cut into chunks (search-analysis/docs/query.md). It is matched as words only: no
 * operator, wildcard or field name means anything in it.
 *
 * @param folded the whole text
 * @param chunks runs of Han characters and Latin word groups, in order
 */
record SearchText(String folded, List<Chunk> chunks) {

    private static final int MAX_CHARS = 200;
    private static final int MAX_CHUNKS = 8;
    /** A pinyin phrase stays one chunk: a clause for {@code de} alone would find every title with 的. */
    private static final Pattern CHUNK = Pattern.compile("\\p{IsHan}+|[A-Za-z0-9ü](?:[A-Za-z0-9ü' ]*[A-Za-z0-9ü])?");

    private static final Pattern LETTER = Pattern.compile("[A-Za-zü]");
    private static final Pattern TWO_LETTERS = Pattern.compile("[A-Za-zü]{2}");

    SearchText {
        chunks = List.copyOf(chunks);
    }

    static SearchText of(String typed) {
        String folded = Simplified.fold(typed).strip();
        if (folded.codePointCount(0, folded.length()) > MAX_CHARS) {
            folded = folded.substring(0, folded.offsetByCodePoints(0, MAX_CHARS));
        }
        List<Chunk> chunks = new ArrayList<>();
        Matcher matcher = CHUNK.matcher(folded);
        while (chunks.size() < MAX_CHUNKS && matcher.find()) {
            chunks.add(new Chunk(matcher.group()));
        }
        return new SearchText(folded, chunks);
    }

    /** Nothing was asked for, as opposed to something that no word can match. */
    boolean isBlank() {
        return folded.isBlank();
    }

    /** Emoji and punctuation match nothing. */
    boolean isHopeless() {
        return !isBlank() && chunks.isEmpty();
    }

    int hanCharacters() {
        return chunks.stream().filter(Chunk::isHan).mapToInt(Chunk::length).sum();
    }

    /** Might be pinyin. */
    boolean hasLatinWord() {
        return chunks.stream()
                .anyMatch(chunk ->
                        !chunk.isHan() && TWO_LETTERS.matcher(chunk.text()).find());
    }

    /** A piece that must be found as a whole. */
    record Chunk(String text) {

        boolean isHan() {
            return Character.isIdeographic(text.codePointAt(0));
        }

        int length() {
            return text.codePointCount(0, text.length());
        }

        /** Could be syllables. */
        boolean isPinyin() {
            return !isHan() && length() >= 2 && LETTER.matcher(text).find();
        }

        /** Could be the first letters of syllables. */
        boolean isInitials() {
            return isPinyin() && length() >= 3 && length() <= 12 && text.indexOf(' ') < 0;
        }
    }
}

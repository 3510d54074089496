package org.coursewarecommons.searchanalysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Spells text: each Han character and each run of letters or of digits is a unit, everything else only separates.
 *
 * <p>All terms of a unit carry the unit's offsets, so a hit on pinyin highlights the characters themselves and offsets
 * never go back. The text is held whole: this is for titles and queries, not for bodies.
 */
final class PinyinTokenizer extends Tokenizer {

    /** Bounds the work on a run without spaces; no pinyin title is nearly that long. */
    private static final int LONGEST_RUN = 64;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

    private final Spelling spelling;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Term> pending = new ArrayDeque<>();
    private int next;

    private record Term(String value, int start, int end, int increment) {}

    private enum Kind {
        HAN,
        LETTER,
        DIGIT,
        SEPARATOR
    }

    PinyinTokenizer(Spelling spelling) {
        this.spelling = spelling;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        pending.clear();
        text.setLength(0);
        next = 0;
        char[] buffer = new char[1024];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            for (int i = 0; i < count; i++) {
                text.append(Folding.foldLatin(buffer[i]));
            }
        }
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (pending.isEmpty()) {
            if (next >= text.length()) {
                return false;
            }
            readUnit();
        }
        Term current = pending.remove();
        term.append(current.value());
        offset.setOffset(correctOffset(current.start()), correctOffset(current.end()));
        increment.setPositionIncrement(current.increment());
        return true;
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = correctOffset(text.length());
        offset.setOffset(end, end);
    }

    private void readUnit() {
        int start = next;
        int first = text.codePointAt(start);
        Kind kind = kind(first);
        next += Character.charCount(first);
        if (kind == Kind.HAN) {
            add(start, List.of(spelling.han(text.substring(start, next))));
        } else if (kind != Kind.SEPARATOR) {
            while (next < text.length() && next - start < LONGEST_RUN && kind(text.codePointAt(next)) == kind) {
                next += Character.charCount(text.codePointAt(next));
            }
            add(start, spelling.latin(text.substring(start, next)));
        }
    }

    private void add(int start, List<Set<String>> positions) {
        for (Set<String> alternatives : positions) {
            int step = 1;
            for (String alternative : alternatives) {
                pending.add(new Term(alternative, start, next, step));
                step = 0;
            }
        }
    }

    private static Kind kind(int codePoint) {
        if (Character.isIdeographic(codePoint)) {
            return Kind.HAN;
        }
        if (Character.isDigit(codePoint)) {
            return Kind.DIGIT;
        }
        return Character.isLetter(codePoint) ? Kind.LETTER : Kind.SEPARATOR;
    }
}

package org.coursewarecommons.searchanalysis;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The four analysers of the index definition, built from the plugin's factories, and their tokens as plain values. */
final class Analysis {

    static final Analyzer BIGRAM = new Analyzer() {
        @Override
        protected Reader initReader(String fieldName, Reader reader) {
            return new NormalizeCharFilterFactory().create(reader);
        }

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new BigramTokenFilterFactory().create(source));
        }
    };
    static final Analyzer PINYIN = pinyin("syllables", false);
    static final Analyzer PINYIN_QUERY = pinyin("syllables", true);
    static final Analyzer INITIALS = pinyin("initials", false);

    /** One token; {@code position} counts from 0. */
    record Token(String term, int position, int start, int end) {}

    private Analysis() {}

    static List<Token> tokens(Analyzer analyzer, String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("field", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int position = -1;
            while (stream.incrementToken()) {
                position += increment.getPositionIncrement();
                tokens.add(new Token(term.toString(), position, offset.startOffset(), offset.endOffset()));
            }
            stream.end();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> terms(Analyzer analyzer, String text) {
        return tokens(analyzer, text).stream().map(Token::term).toList();
    }

    /** Whether the query's tokens stand in the text as a phrase, as a match_phrase query would ask. */
    static boolean phraseMatches(Analyzer index, String text, Analyzer search, String query) {
        List<Token> indexed = tokens(index, text);
        List<Token> asked = tokens(search, query);
        int last = asked.stream().mapToInt(Token::position).max().orElse(-1);
        for (int shift = 0; shift < text.length(); shift++) {
            int at = shift;
            boolean all = last >= 0;
            for (int position = 0; position <= last && all; position++) {
                int wanted = position;
                all = asked.stream().filter(token -> token.position() == wanted).anyMatch(token -> indexed.stream()
                        .anyMatch(other ->
                                other.position() == at + wanted && other.term().equals(token.term())));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    static Analyzer pinyin(String mode, boolean query) {
        PinyinTokenizerFactory factory = new PinyinTokenizerFactory(new PinyinSettings() {
            @Override
            public String mode() {
                return mode;
            }

            @Override
            public boolean query() {
                return query;
            }
        });
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String fieldName) {
                return new TokenStreamComponents(factory.create());
            }
        };
    }
}

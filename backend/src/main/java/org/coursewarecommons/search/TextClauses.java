package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import java.util.ArrayList;
import java.util.List;

/** The clauses by which words match; why each is there says search-analysis/docs/query.md. */
final class TextClauses {

    private static final List<String> DESCRIPTIVE =
            List.of("title^3", "keywords^2", "labels", "description", "contributorNames");
    private static final List<String> ALL =
            List.of("title^5", "keywords^3", "labels", "description", "contributorNames", "body^3");
    private static final List<String> WITH_BODY = List.of("title^3", "keywords^2", "labels", "description", "body");
    private static final List<String> SHORT_FIELDS = List.of("keywords", "labels", "contributorNames");
    /** In characters: nobody types more of a title by ear, and long phrases of sounds are dear. */
    private static final int LONGEST_TITLE = 30;

    private static final double TIE_BREAKER = 0.3;

    private TextClauses() {}

    /** Any one of them selects. */
    static List<Query> clauses(SearchText text) {
        List<Query> clauses = new ArrayList<>();
        clauses.add(Query.of(query -> query.multiMatch(match -> match.query(text.folded())
                .type(TextQueryType.CrossFields)
                .tieBreaker(TIE_BREAKER)
                .fields(DESCRIPTIVE)
                .minimumShouldMatch("3<-1 5<60%"))));
        clauses.add(chunks(text));
        if (text.hanCharacters() > 6) {
            clauses.add(Query.of(query -> query.multiMatch(match -> match.query(text.folded())
                    .type(TextQueryType.CrossFields)
                    .tieBreaker(TIE_BREAKER)
                    .boost(0.5f)
                    .fields(WITH_BODY)
                    .minimumShouldMatch("80%"))));
        }
        if (text.hasLatinWord()) {
            clauses.add(Query.of(query -> query.match(match ->
                    match.field("title.py").query(text.folded()).boost(0.15f).minimumShouldMatch("2<-1 6<75%"))));
        }
        return clauses;
    }

    /** Every chunk as it stands, each in any field. */
    static Query chunks(SearchText text) {
        List<Query> chunks = text.chunks().stream().map(TextClauses::chunk).toList();
        return Query.of(query -> query.bool(bool -> bool.must(chunks)));
    }

    /** A part that must stand there as it is written. */
    static Query exactly(QueryGrammar.Part part) {
        SearchText text = SearchText.of(part.text());
        if (part.field() == null && text.chunks().size() == 1 && text.hanCharacters() == 1) {
            return chunk(text.chunks().get(0));
        }
        List<String> fields = part.field() == null ? ALL : List.of(part.field());
        return Query.of(query -> query.multiMatch(
                match -> match.query(text.folded()).type(TextQueryType.Phrase).fields(fields)));
    }

    static Query chunk(SearchText.Chunk chunk) {
        List<Query> ways = chunk.isHan() ? han(chunk) : latin(chunk);
        return Query.of(query -> query.bool(bool -> bool.minimumShouldMatch("1").should(ways)));
    }

    private static List<Query> han(SearchText.Chunk chunk) {
        if (chunk.length() == 1) {
            // Bigrams cannot see a single character inside a longer text.
            return List.of(
                    Query.of(query ->
                            query.match(match -> match.field("title.ch").query(chunk.text()))),
                    Query.of(query -> query.multiMatch(match -> match.query(chunk.text())
                            .type(TextQueryType.BestFields)
                            .fields(SHORT_FIELDS))));
        }
        List<Query> ways = new ArrayList<>();
        ways.add(Query.of(query -> query.multiMatch(match -> match.query(chunk.text())
                .type(TextQueryType.Phrase)
                .tieBreaker(TIE_BREAKER)
                .fields(ALL))));
        if (chunk.length() >= 3 && chunk.length() <= LONGEST_TITLE) {
            ways.add(titlePhrase("title.py", chunk, 1.0f));
        }
        return ways;
    }

    private static List<Query> latin(SearchText.Chunk chunk) {
        List<Query> ways = new ArrayList<>();
        ways.add(Query.of(query -> query.multiMatch(match -> match.query(chunk.text())
                .type(TextQueryType.CrossFields)
                .operator(Operator.And)
                .tieBreaker(TIE_BREAKER)
                .fields(ALL))));
        if (chunk.isPinyin()) {
            ways.add(titlePhrase("title.py", chunk, 1.5f));
        }
        if (chunk.isInitials()) {
            ways.add(titlePhrase("title.pyi", chunk, 0.6f));
        }
        return ways;
    }

    private static Query titlePhrase(String field, SearchText.Chunk chunk, float boost) {
        return Query.of(query -> query.matchPhrase(
                phrase -> phrase.field(field).query(chunk.text()).boost(boost)));
    }
}

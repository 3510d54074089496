package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The query by which text selects and ranks; why each clause is there says search-analysis/docs/query.md. */
final class TextQuery {

    /** How much a property adds to a hit that has it; what it is about must match in any case. */
    private static final Map<String, Float> WEIGHTS =
            Map.of("type", 20f, "grade", 20f, "subject", 12f, "label", 12f, "edition", 4f, "stage", 4f);

    private TextQuery() {}

    /**
     * @param reading of the asked words
     * @param relaxed any word is enough: for what finds nothing otherwise
     * @param filters that must hold as well
     */
    static Query of(QueryGrammar.Asked asked, Vocabulary.Reading reading, boolean relaxed, List<Query> filters) {
        List<Query> wanted = new ArrayList<>();
        List<Query> better = new ArrayList<>();
        if (!asked.words().isBlank()) {
            wanted.add(relaxed ? relaxed(reading) : selection(reading));
            better.addAll(properties(reading));
        }
        asked.wanted().forEach(part -> wanted.add(TextClauses.exactly(part)));
        List<Query> unwanted = new ArrayList<>();
        asked.unwanted().forEach(part -> unwanted.add(TextClauses.exactly(part)));
        asked.excluded().forEach((filter, values) -> unwanted.add(SearchRequests.terms(filter.field(), values)));
        Query selecting = Query.of(query -> query.bool(
                bool -> bool.must(wanted).should(better).mustNot(unwanted).filter(filters)));
        return wanted.isEmpty() ? selecting : popular(selecting);
    }

    /** A little help for what is used and for what is recommended: 1 + 0.03 · log10(1 + downloads) + 0.05. */
    private static Query popular(Query selecting) {
        return Query.of(query -> query.functionScore(score -> score.query(selecting)
                .functions(function -> function.weight(1.0))
                .functions(function -> function.weight(0.03).fieldValueFactor(factor -> factor.field("downloads")
                        .modifier(FieldValueFactorModifier.Log1p)
                        .missing(0.0)))
                .functions(function -> function.weight(0.05)
                        .filter(filter ->
                                filter.term(term -> term.field("recommended").value(true))))
                .scoreMode(FunctionScoreMode.Sum)
                .boostMode(FunctionBoostMode.Multiply)));
    }

    private static Query selection(Vocabulary.Reading reading) {
        List<Query> ways = new ArrayList<>();
        if (reading.rest().chunks().isEmpty()) {
            // Only properties: all of them, or a title that happens to read so.
            List<Query> all = properties(reading);
            if (!all.isEmpty()) {
                ways.add(Query.of(query -> query.bool(bool -> bool.must(all))));
            }
        } else {
            ways.addAll(TextClauses.clauses(reading.rest()));
            for (SearchText alternative : reading.alternatives()) {
                ways.add(Query.of(query -> query.bool(bool -> bool.minimumShouldMatch("1")
                        .should(TextClauses.clauses(alternative))
                        .boost(0.8f))));
            }
        }
        if (!reading.properties().isEmpty()) {
            // 数学广角 is a unit, not a subject.
            ways.add(TextClauses.chunks(reading.whole()));
        }
        return any(ways);
    }

    private static Query relaxed(Vocabulary.Reading reading) {
        List<Query> ways = new ArrayList<>();
        SearchText rest = reading.rest().chunks().isEmpty() ? reading.whole() : reading.rest();
        rest.chunks().forEach(chunk -> ways.add(TextClauses.chunk(chunk)));
        ways.add(Query.of(query -> query.match(
                match -> match.field("title.ch").query(rest.folded()).minimumShouldMatch("2<-1 4<70%"))));
        ways.add(Query.of(query -> query.multiMatch(match -> match.query(rest.folded())
                .type(TextQueryType.BestFields)
                .fields("title^2", "keywords", "labels", "description")
                .minimumShouldMatch("1<40%"))));
        if (rest.hasLatinWord()) {
            ways.add(Query.of(query -> query.match(match ->
                    match.field("title.py").query(rest.folded()).boost(0.3f).minimumShouldMatch("1<60%"))));
        }
        if (reading.rest().chunks().isEmpty()) {
            ways.addAll(properties(reading));
        }
        return any(ways);
    }

    private static List<Query> properties(Vocabulary.Reading reading) {
        return reading.properties().stream()
                .flatMap(synonym -> synonym.means().stream())
                .distinct()
                .map(TextQuery::property)
                .toList();
    }

    private static Query property(Synonym.Meaning meaning) {
        Query has = SearchFilter.of(meaning.field())
                .map(filter -> SearchRequests.terms(filter.field(), List.of(meaning.value())))
                .orElseGet(() -> Query.of(query ->
                        query.matchPhrase(phrase -> phrase.field("labels").query(meaning.value()))));
        return Query.of(query ->
                query.constantScore(score -> score.filter(has).boost(WEIGHTS.getOrDefault(meaning.field(), 1f))));
    }

    static Query any(List<Query> ways) {
        return Query.of(query -> query.bool(bool -> bool.minimumShouldMatch("1").should(ways)));
    }
}

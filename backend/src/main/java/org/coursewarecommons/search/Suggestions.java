package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Service;

/** Completes what is being typed: Chinese, pinyin or first letters, from titles that the caller may see. */
@Service
class Suggestions {

    /** More than shown: several resources have one lesson's name. */
    private static final int LOOKED_AT = 30;

    private final Engine engine;
    private final SearchProperties properties;
    private final Visibility visibility;
    private final Synonyms synonyms;

    Suggestions(Engine engine, SearchProperties properties, Visibility visibility, Synonyms synonyms) {
        this.engine = engine;
        this.properties = properties;
        this.visibility = visibility;
        this.synonyms = synonyms;
    }

    /** At most {@code limit}, the likeliest first; words of the vocabulary come before titles. */
    List<Suggestion> of(String typed, int limit, Actor actor) {
        SearchText text = SearchText.of(typed);
        if (text.chunks().isEmpty()) {
            return List.of();
        }
        Map<String, Suggestion> found = new LinkedHashMap<>();
        synonyms.vocabulary()
                .startingWith(text.folded(), 2)
                .forEach(word -> found.put(word, new Suggestion(word, Suggestion.Kind.WORD, null)));
        Set<String> scopes = visibility.scopesOf(actor);
        engine.visible(engine.ask(request(text, scopes)).hits().hits(), scopes).forEach(hit -> {
            String name = name(String.valueOf(hit.title()));
            found.putIfAbsent(name, new Suggestion(name, Suggestion.Kind.TITLE, hit.id()));
        });
        return found.values().stream().limit(limit).toList();
    }

    private SearchRequest request(SearchText text, Set<String> scopes) {
        List<Query> ways = new ArrayList<>();
        ways.add(prefix("title", text.folded(), 2f));
        if (text.hasLatinWord() || text.hanCharacters() == 0) {
            ways.add(prefix("title.py", text.folded(), 1f));
            SearchText.Chunk last = text.chunks().get(text.chunks().size() - 1);
            if (text.chunks().size() == 1 && last.isPinyin() && last.text().indexOf(' ') < 0) {
                ways.add(prefix("title.pyi", text.folded(), 1f));
            }
        }
        Query selecting = Query.of(query -> query.bool(bool -> bool.minimumShouldMatch("1")
                .should(ways)
                .filter(SearchRequests.terms("scopeIds", scopes), SearchRequests.current())));
        return SearchRequest.of(search -> search.index(properties.alias())
                .size(LOOKED_AT)
                .timeout(properties.timeout().toMillis() + "ms")
                .trackTotalHits(total -> total.enabled(false))
                .source(source ->
                        source.filter(filter -> filter.includes("display.title", "display.version", "display.school")))
                .query(query -> query.functionScore(score -> score.query(selecting)
                        .functions(function -> function.weight(1.0))
                        .functions(function -> function.weight(0.3).fieldValueFactor(factor -> factor.field("downloads")
                                .modifier(FieldValueFactorModifier.Log1p)
                                .missing(0.0)))
                        .scoreMode(FunctionScoreMode.Sum)
                        .boostMode(FunctionBoostMode.Multiply))));
    }

    private static Query prefix(String field, String text, float boost) {
        return Query.of(query -> query.matchPhrasePrefix(
                phrase -> phrase.field(field).query(text).maxExpansions(50).boost(boost)));
    }

    /** Of 《分数的初步认识》课件 the name inside; somebody who completes it will choose the type later. */
    private static String name(String title) {
        int open = title.indexOf('《');
        int close = title.indexOf('》', open + 1);
        return open >= 0 && close > open + 1 ? title.substring(open + 1, close) : title;
    }
}

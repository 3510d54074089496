package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coursewarecommons.catalog.Catalogue;
import org.jspecify.annotations.Nullable;

/** Finds out, in one request, what somebody could ask instead. Nothing outside the caller's scopes is counted. */
final class ZeroHits {

    private static final int SUBJECTS = 5;

    private final Engine engine;
    private final SearchProperties properties;
    private final Catalogue catalogue;

    ZeroHits(Engine engine, SearchProperties properties, Catalogue catalogue) {
        this.engine = engine;
        this.properties = properties;
        this.catalogue = catalogue;
    }

    SearchHelp of(
            SearchCriteria criteria,
            Vocabulary.Reading reading,
            Set<String> scopes,
            @Nullable List<UUID> ids,
            Locale locale) {
        List<Query> inside = inside(scopes, ids);
        List<String> words = List.of(criteria.asked().words().folded().split("\\s+"));
        List<String> shorter = words.size() < 2
                ? List.of()
                : IntStream.range(0, words.size())
                        .mapToObj(i -> without(words, i))
                        .toList();
        List<SearchFilter> filters = List.copyOf(criteria.filters().keySet());
        MsearchRequest.Builder request = new MsearchRequest.Builder().index(properties.alias());
        shorter.forEach(text -> add(request, query(SearchText.of(text), criteria.filters(), inside)));
        filters.forEach(filter -> {
            Map<SearchFilter, List<String>> left = new EnumMap<>(criteria.filters());
            left.remove(filter);
            add(request, query(criteria.asked().words(), left, inside));
        });
        request.searches(search -> search.header(header -> header).body(body -> body.size(0)
                .timeout(timeout())
                .query(TextQuery.of(QueryGrammar.Asked.of(reading.whole()), reading, true, inside))
                .aggregations(
                        SearchRequests.VALUES,
                        values -> values.terms(terms -> terms.field("subject").size(SUBJECTS)))));
        List<MultiSearchResponseItem<Void>> answers = engine.ask(request.build());
        return new SearchHelp(
                IntStream.range(0, shorter.size())
                        .mapToObj(i -> new SearchHelp.WithoutWord(words.get(i), shorter.get(i), count(answers.get(i))))
                        .filter(choice -> choice.count() > 0)
                        .toList(),
                IntStream.range(0, filters.size())
                        .mapToObj(i -> new SearchHelp.WithoutFilter(
                                filters.get(i).parameter(), count(answers.get(shorter.size() + i))))
                        .filter(choice -> choice.count() > 0)
                        .toList(),
                subjects(answers.get(answers.size() - 1), catalogue.names("subjects", locale)));
    }

    private static String without(List<String> words, int index) {
        List<String> left = new ArrayList<>(words);
        left.remove(index);
        return String.join(" ", left);
    }

    private void add(MsearchRequest.Builder request, Query query) {
        request.searches(search -> search.header(header -> header)
                .body(body -> body.size(0).timeout(timeout()).query(query)));
    }

    private String timeout() {
        return properties.timeout().toMillis() + "ms";
    }

    private static Query query(SearchText text, Map<SearchFilter, List<String>> filters, List<Query> inside) {
        List<Query> all = new ArrayList<>(inside);
        filters.forEach((filter, values) -> all.add(SearchRequests.terms(filter.field(), values)));
        Vocabulary.Reading plain = new Vocabulary.Reading(text, text, List.of(), List.of());
        return TextQuery.of(QueryGrammar.Asked.of(text), plain, false, all);
    }

    private static List<Query> inside(Set<String> scopes, @Nullable List<UUID> ids) {
        Query seen = SearchRequests.terms("scopeIds", scopes);
        return ids == null
                ? List.of(seen, SearchRequests.current())
                : List.of(
                        seen,
                        SearchRequests.current(),
                        SearchRequests.terms(
                                "id", ids.stream().map(UUID::toString).toList()));
    }

    private static long count(MultiSearchResponseItem<Void> answer) {
        return answer.isFailure() || answer.result().hits().total() == null
                ? 0
                : answer.result().hits().total().value();
    }

    private static List<SearchPage.FacetValue> subjects(
            MultiSearchResponseItem<Void> answer, Map<String, String> names) {
        if (answer.isFailure()) {
            return List.of();
        }
        return answer.result().aggregations().get(SearchRequests.VALUES).sterms().buckets().array().stream()
                .map(bucket -> {
                    String code = bucket.key().stringValue();
                    return new SearchPage.FacetValue(code, names.getOrDefault(code, code), bucket.docCount());
                })
                .toList();
    }
}

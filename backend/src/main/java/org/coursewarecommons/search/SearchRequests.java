package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.HighlighterOrder;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/** Writes the one request that a search page costs. */
final class SearchRequests {

    private static final int FACET_VALUES = 50;

    private SearchRequests() {}

    /**
     * @param scopes of the caller: nothing outside them is a hit, a count or a highlight
     * @throws ProblemException invalid-parameter when the cursor is not one of this search's order
     */
    static SearchRequest of(
            String alias, SearchCriteria criteria, Collection<String> scopes, PageRequest page, Duration timeout) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(alias)
                // One more than shown tells whether there is a next page.
                .size(page.limit() + 1)
                .timeout(timeout.toMillis() + "ms")
                .trackTotalHits(total -> total.enabled(true))
                .source(source -> source.filter(filter -> filter.includes("display")))
                .query(query(criteria, scopes))
                .sort(sort(criteria));
        List<FieldValue> after = after(criteria, page);
        if (!after.isEmpty()) {
            // An empty list is sent as one, and refused.
            request.searchAfter(after);
        }
        if (!criteria.text().isBlank()) {
            request.highlight(highlight());
        }
        criteria.facets()
                .forEach(facet -> request.aggregations(
                        facet.parameter(),
                        aggregation -> aggregation.terms(
                                terms -> terms.field(facet.field()).size(FACET_VALUES))));
        return request.build();
    }

    private static Query query(SearchCriteria criteria, Collection<String> scopes) {
        List<Query> filters = new ArrayList<>();
        filters.add(terms("scopeIds", scopes));
        criteria.filters().forEach((filter, values) -> filters.add(terms(filter.field(), values)));
        if (criteria.publishedAfter() != null) {
            String after = criteria.publishedAfter().toString();
            filters.add(Query.of(query -> query.range(
                    range -> range.date(date -> date.field("publishedAt").gt(after)))));
        }
        return criteria.text().isBlank()
                ? Query.of(query -> query.bool(bool -> bool.filter(filters)))
                : TextQuery.of(criteria.text(), filters);
    }

    private static Query terms(String field, Collection<String> values) {
        List<FieldValue> terms = values.stream().sorted().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(in -> in.field(field).terms(any -> any.value(terms))));
    }

    /** Relevance means nothing without text; then the newest come first. */
    static SearchSort effective(SearchCriteria criteria) {
        return criteria.sort() == SearchSort.RELEVANCE && criteria.text().isBlank()
                ? SearchSort.NEWEST
                : criteria.sort();
    }

    private static List<SortOptions> sort(SearchCriteria criteria) {
        List<SortOptions> sort = new ArrayList<>();
        switch (effective(criteria)) {
            case RELEVANCE -> sort.add(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))));
            case DOWNLOADS -> sort.add(by("downloads", SortOrder.Desc));
            case NEWEST -> {
                // publishedAt, which follows anyway
            }
        }
        sort.add(by("publishedAt", SortOrder.Desc));
        sort.add(by("id", SortOrder.Asc));
        return sort;
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(by -> by.field(sort -> sort.field(field).order(order)));
    }

    /** What the next page starts after: the order's name, so that a cursor serves no other one, and the sort values. */
    static List<String> cursor(SearchCriteria criteria, List<FieldValue> sortValues) {
        List<String> key = new ArrayList<>();
        key.add(effective(criteria).parameter());
        sortValues.forEach(value -> key.add(String.valueOf(value._get())));
        return key;
    }

    private static List<FieldValue> after(SearchCriteria criteria, PageRequest page) {
        if (page.after().isEmpty()) {
            return List.of();
        }
        SearchSort sort = effective(criteria);
        List<String> key = page.after();
        int numbers = sort == SearchSort.NEWEST ? 1 : 2;
        if (key.size() != numbers + 2 || !key.get(0).equals(sort.parameter())) {
            throw badCursor();
        }
        List<FieldValue> values = new ArrayList<>();
        for (int i = 1; i <= numbers; i++) {
            values.add(number(key.get(i), sort == SearchSort.RELEVANCE && i == 1));
        }
        values.add(FieldValue.of(key.get(numbers + 1)));
        return values;
    }

    private static FieldValue number(@Nullable String text, boolean fraction) {
        try {
            if (!fraction) {
                return FieldValue.of(Long.parseLong(String.valueOf(text)));
            }
            double value = Double.parseDouble(String.valueOf(text));
            if (Double.isFinite(value)) {
                return FieldValue.of(value);
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the numbers that are none
        }
        throw badCursor();
    }

    private static ProblemException badCursor() {
        return ProblemException.invalidParameter("cursor", "cursor");
    }

    /** The engine escapes what stands in the text; only our two tags are mark-up. */
    private static Highlight highlight() {
        return Highlight.of(highlight -> highlight
                .type(HighlighterType.Unified)
                .encoder(HighlighterEncoder.Html)
                .preTags("<em>")
                .postTags("</em>")
                .fields("title", title -> title.numberOfFragments(0)
                        .matchedFields("title", "title.ch", "title.py", "title.pyi"))
                .fields(
                        "description",
                        description -> description.numberOfFragments(1).fragmentSize(80))
                .fields(
                        "body",
                        body -> body.numberOfFragments(2).fragmentSize(60).order(HighlighterOrder.Score)));
    }
}

package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
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
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/** Writes the one request that a search page costs. */
final class SearchRequests {

    /** Name of the counts inside a facet. */
    static final String VALUES = "values";

    private static final int FACET_VALUES = 50;
    /** Below the lowest that there is. */
    private static final int NO_EFFECT = -1;
    /** Found only by who asks for that state. */
    private static final String SUPERSEDED = "SUPERSEDED";

    /** Begins the cursor of a list that any word is enough for. */
    private static final String RELAXED = "~";

    private SearchRequests() {}

    /**
     * What is looked at.
     *
     * @param scopes of the caller: nothing outside them is a hit, a count or a highlight
     * @param ids the only resources; null for all
     * @param unproven of which the best is asked for as well; empty: none is
     */
    record Bounds(Collection<String> scopes, @Nullable Collection<UUID> ids, Collection<UUID> unproven) {}

    /**
     * @param relaxed as of {@link TextQuery#of}
     * @throws ProblemException invalid-parameter when the cursor is not one of this search's order
     */
    static SearchRequest of(
            String alias,
            SearchCriteria criteria,
            Vocabulary.Reading reading,
            Bounds bounds,
            PageRequest page,
            Duration timeout,
            boolean relaxed) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(alias)
                // One more than shown tells whether there is a next page.
                .size(page.limit() + 1)
                .timeout(timeout.toMillis() + "ms")
                .trackTotalHits(total -> total.enabled(true))
                .source(source -> source.filter(filter -> filter.includes("display")))
                .query(query(criteria, reading, bounds, relaxed))
                .sort(sort(criteria));
        List<FieldValue> after = after(criteria, page);
        if (!after.isEmpty()) {
            // An empty list is sent as one, and refused.
            request.searchAfter(after);
        }
        if (!criteria.asked().isBlank()) {
            request.highlight(highlight());
        }
        List<Query> chosen = criteria.filters().entrySet().stream()
                .filter(filter -> criteria.facets().contains(filter.getKey()))
                .map(filter -> terms(filter.getKey().field(), filter.getValue()))
                .toList();
        if (!chosen.isEmpty()) {
            request.postFilter(filter -> filter.bool(bool -> bool.filter(chosen)));
        }
        criteria.facets().forEach(facet -> request.aggregations(facet.parameter(), counted(facet, criteria)));
        if (!bounds.unproven().isEmpty()) {
            request.aggregations(ExposureSlot.NAME, ExposureSlot.best(bounds.unproven(), chosen, highlight()));
        }
        return request.build();
    }

    /** A facet counts what the other filters leave: its own is the choice that the counts are there for. */
    private static Aggregation counted(SearchFilter facet, SearchCriteria criteria) {
        List<Query> others = criteria.filters().entrySet().stream()
                .filter(filter -> filter.getKey() != facet && criteria.facets().contains(filter.getKey()))
                .map(filter -> terms(filter.getKey().field(), filter.getValue()))
                .toList();
        return Aggregation.of(aggregation -> aggregation
                .filter(filter -> filter.bool(bool -> bool.filter(others)))
                .aggregations(
                        VALUES,
                        values ->
                                values.terms(terms -> terms.field(facet.field()).size(FACET_VALUES))));
    }

    private static Query query(SearchCriteria criteria, Vocabulary.Reading reading, Bounds bounds, boolean relaxed) {
        Collection<UUID> ids = bounds.ids();
        List<Query> filters = new ArrayList<>();
        filters.add(terms("scopeIds", bounds.scopes()));
        if (!criteria.filters().containsKey(SearchFilter.STATE)) {
            filters.add(current());
        }
        if (ids != null) {
            filters.add(terms("id", ids.stream().map(UUID::toString).toList()));
        }
        // What is counted by is filtered after the counting.
        criteria.filters().forEach((filter, values) -> {
            if (!criteria.facets().contains(filter)) {
                filters.add(terms(filter.field(), values));
            }
        });
        criteria.asked().filters().forEach((filter, values) -> filters.add(terms(filter.field(), values)));
        if (criteria.publishedAfter() != null) {
            String after = criteria.publishedAfter().toString();
            filters.add(Query.of(query -> query.range(
                    range -> range.date(date -> date.field("publishedAt").gt(after)))));
        }
        if (criteria.news() != null) {
            filters.add(news(criteria.news()));
        }
        return TextQuery.of(criteria.asked(), reading, relaxed, filters);
    }

    /** What was opened later and to whom, the database knows; the index only that it may have been. */
    private static Query news(SearchCriteria.News news) {
        String from = news.from().toString();
        String until = news.until().toString();
        Query published = Query.of(query -> query.range(
                range -> range.date(date -> date.field("publishedAt").gt(from).lte(until))));
        Query shared = Query.of(query ->
                query.range(range -> range.date(date -> date.field("sharedAt").gt(from))));
        return TextQuery.any(List.of(published, shared));
    }

    /** Nothing that lost its book. */
    static Query current() {
        Query superseded = terms(SearchFilter.STATE.field(), List.of(SUPERSEDED));
        return Query.of(query -> query.bool(bool -> bool.mustNot(superseded)));
    }

    static Query terms(String field, Collection<String> values) {
        List<FieldValue> terms = values.stream().sorted().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(in -> in.field(field).terms(any -> any.value(terms))));
    }

    /** Relevance means nothing without text; then the newest come first. */
    static SearchSort effective(SearchCriteria criteria) {
        return criteria.sort() == SearchSort.RELEVANCE && criteria.asked().isBlank()
                ? SearchSort.NEWEST
                : criteria.sort();
    }

    private static List<SortOptions> sort(SearchCriteria criteria) {
        List<SortOptions> sort = new ArrayList<>();
        switch (effective(criteria)) {
            case RELEVANCE -> sort.add(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))));
            case DOWNLOADS -> sort.add(by("downloads", SortOrder.Desc));
            // Sent as a number: what the engine says of its own accord for "none" is none that JSON knows.
            case EFFECT ->
                sort.add(SortOptions.of(by -> by.field(
                        field -> field.field("effect").order(SortOrder.Desc).missing(NO_EFFECT))));
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
    static List<String> cursor(SearchCriteria criteria, List<FieldValue> sortValues, boolean relaxed) {
        List<String> key = new ArrayList<>();
        key.add((relaxed ? RELAXED : "") + effective(criteria).parameter());
        sortValues.forEach(value -> key.add(String.valueOf(value._get())));
        return key;
    }

    /** Whether the page goes on with a list that any word was enough for. */
    static boolean isRelaxed(PageRequest page) {
        return !page.after().isEmpty() && page.after().get(0).startsWith(RELAXED);
    }

    private static List<FieldValue> after(SearchCriteria criteria, PageRequest page) {
        if (page.after().isEmpty()) {
            return List.of();
        }
        SearchSort sort = effective(criteria);
        List<String> key = page.after();
        int numbers = sort == SearchSort.NEWEST ? 1 : 2;
        if (key.size() != numbers + 2
                || !key.get(0).replaceFirst("^" + RELAXED, "").equals(sort.parameter())) {
            throw badCursor();
        }
        List<FieldValue> values = new ArrayList<>();
        for (int i = 1; i <= numbers; i++) {
            values.add(number(key.get(i), (sort == SearchSort.RELEVANCE || sort == SearchSort.EFFECT) && i == 1));
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

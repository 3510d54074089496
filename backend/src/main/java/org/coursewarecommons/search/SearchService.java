package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Collections;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks the engine and renders what it says; the database is asked only whether the hits may be seen now. */
@Service
class SearchService {

    private final Engine engine;
    private final SearchProperties properties;
    private final Visibility visibility;
    private final Collections collections;
    private final Catalogue catalogue;
    private final Synonyms synonyms;
    private final ZeroHits help;
    private final UnitNames units;
    private final ExposureSlot exposure;

    SearchService(
            Engine engine,
            SearchProperties properties,
            Visibility visibility,
            Collections collections,
            Catalogue catalogue,
            UnitNames units,
            Synonyms synonyms,
            ExposureSlot exposure) {
        this.engine = engine;
        this.properties = properties;
        this.visibility = visibility;
        this.collections = collections;
        this.catalogue = catalogue;
        this.units = units;
        this.synonyms = synonyms;
        this.exposure = exposure;
        this.help = new ZeroHits(engine, properties, catalogue);
    }

    /** @throws ProblemException 503 when the engine does not answer in time, 400 for a cursor that isn't one */
    SearchPage search(SearchCriteria criteria, PageRequest request, Actor actor, Locale locale) {
        if (criteria.asked().isHopeless()) {
            return new SearchPage(List.of(), null, 0, true, Map.of(), 0, null, false, null);
        }
        Set<String> scopes = visibility.scopesOf(actor);
        Vocabulary.Reading reading = synonyms.vocabulary().read(criteria.asked().words());
        List<UUID> only = only(criteria, actor);
        ExposureSlot.Room room = exposure.draw(criteria, request, actor);
        SearchRequests.Bounds bounds = new SearchRequests.Bounds(scopes, only, room.candidates());
        boolean relaxed = SearchRequests.isRelaxed(request);
        SearchResponse<ResourceDocument.Source> answer = ask(criteria, reading, bounds, request, relaxed);
        long tookMs = answer.took();
        if (total(answer) == 0
                && request.after().isEmpty()
                && !criteria.asked().words().isBlank()) {
            relaxed = true;
            answer = ask(criteria, reading, bounds, request, true);
            tookMs += answer.took();
        }
        long total = total(answer);
        boolean any = relaxed;
        ExposureSlot.Shown shown = exposure.fill(room, answer, request.limit());
        Page<Hit<ResourceDocument.Source>> page =
                Page.cut(shown.ranked(), request, total, hit -> SearchRequests.cursor(criteria, hit.sort(), any));
        List<SearchPage.Hit> items = marked(engine.visible(page.items(), scopes), shown.unproven());
        exposure.shown(items, room, actor);
        return new SearchPage(
                items,
                page.nextCursor(),
                total - (page.items().size() - items.size()),
                true,
                facets(criteria, answer, locale),
                tookMs,
                request.after().isEmpty() ? DidYouMean.of(reading, items) : null,
                relaxed,
                relaxed && request.after().isEmpty() ? help.of(criteria, reading, scopes, only, locale) : null);
    }

    /** What {@link #search} would ask first. */
    ExplanationController.Explanation explain(SearchCriteria criteria, PageRequest page, Actor actor) {
        Vocabulary.Reading reading = synonyms.vocabulary().read(criteria.asked().words());
        return new ExplanationController.Explanation(
                reading.rest().folded(),
                reading.properties(),
                reading.alternatives().stream().map(SearchText::folded).toList(),
                engine.json(request(
                        criteria,
                        reading,
                        new SearchRequests.Bounds(visibility.scopesOf(actor), only(criteria, actor), List.of()),
                        page,
                        false)));
    }

    private static List<SearchPage.Hit> marked(List<SearchPage.Hit> hits, @Nullable String unproven) {
        return unproven == null
                ? hits
                : hits.stream()
                        .map(hit -> hit.id().equals(unproven) ? hit.asUnproven() : hit)
                        .toList();
    }

    private static long total(SearchResponse<?> answer) {
        return answer.hits().total() == null ? 0 : answer.hits().total().value();
    }

    private SearchResponse<ResourceDocument.Source> ask(
            SearchCriteria criteria,
            Vocabulary.Reading reading,
            SearchRequests.Bounds bounds,
            PageRequest page,
            boolean relaxed) {
        return engine.ask(request(criteria, reading, bounds, page, relaxed));
    }

    /** Within a collection: what is in it; the filter by scope holds there as everywhere. Null without one. */
    private @Nullable List<UUID> only(SearchCriteria criteria, Actor actor) {
        return criteria.collection() == null ? null : collections.itemIds(criteria.collection(), actor);
    }

    private SearchRequest request(
            SearchCriteria criteria,
            Vocabulary.Reading reading,
            SearchRequests.Bounds bounds,
            PageRequest page,
            boolean relaxed) {
        return SearchRequests.of(properties.alias(), criteria, reading, bounds, page, properties.timeout(), relaxed);
    }

    private Map<String, List<SearchPage.FacetValue>> facets(
            SearchCriteria criteria, SearchResponse<?> answer, Locale locale) {
        Map<SearchFilter, List<StringTermsBucket>> buckets = new EnumMap<>(SearchFilter.class);
        criteria.facets()
                .forEach(facet -> buckets.put(
                        facet,
                        answer.aggregations()
                                .get(facet.parameter())
                                .filter()
                                .aggregations()
                                .get(SearchRequests.VALUES)
                                .sterms()
                                .buckets()
                                .array()));
        Map<String, List<SearchPage.FacetValue>> facets = new LinkedHashMap<>();
        buckets.forEach((facet, values) -> {
            Map<String, String> labels =
                    labels(facet, values.stream().map(SearchService::key).toList(), locale);
            facets.put(
                    facet.parameter(),
                    values.stream()
                            .map(bucket -> new SearchPage.FacetValue(
                                    key(bucket), labels.getOrDefault(key(bucket), key(bucket)), bucket.docCount()))
                            .toList());
        });
        return facets;
    }

    private static String key(StringTermsBucket bucket) {
        return bucket.key().stringValue();
    }

    private Map<String, String> labels(SearchFilter facet, Collection<String> values, Locale locale) {
        if (facet.taxonomy() != null) {
            return catalogue.names(facet.taxonomy(), locale);
        }
        return units.of(values);
    }
}

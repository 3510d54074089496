package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.http.client.config.RequestConfig;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Visibility;
import org.elasticsearch.client.RequestOptions;
import org.springframework.stereotype.Service;

/** Asks the engine and renders what it says; the database is asked only whether the hits may be seen now. */
@Service
class SearchService {

    private final ElasticsearchClient client;
    private final SearchProperties properties;
    private final Visibility visibility;
    private final Catalogue catalogue;
    private final Organisations organisations;

    SearchService(
            ElasticsearchClient client,
            SearchProperties properties,
            Visibility visibility,
            Catalogue catalogue,
            Organisations organisations) {
        this.client = client.withTransportOptions(impatient(properties));
        this.properties = properties;
        this.visibility = visibility;
        this.catalogue = catalogue;
        this.organisations = organisations;
    }

    /** Somebody waits for the answer, so no step may take long: together they stay below three seconds. */
    private static RestClientOptions impatient(SearchProperties properties) {
        RequestConfig limits = RequestConfig.custom()
                .setConnectionRequestTimeout(300)
                .setConnectTimeout(500)
                .setSocketTimeout((int) properties.timeout().toMillis() + 500)
                .build();
        return new RestClientOptions(
                RequestOptions.DEFAULT.toBuilder().setRequestConfig(limits).build(), false);
    }

    /** @throws ProblemException 503 when the engine does not answer in time, 400 for a cursor that isn't one */
    SearchPage search(SearchCriteria criteria, PageRequest request, Actor actor, Locale locale) {
        if (criteria.text().isHopeless()) {
            return new SearchPage(List.of(), null, 0, true, Map.of(), 0);
        }
        Set<String> scopes = visibility.scopesOf(actor);
        SearchResponse<ResourceDocument.Source> answer =
                ask(SearchRequests.of(properties.alias(), criteria, scopes, request, properties.timeout()));
        long total = answer.hits().total() == null ? 0 : answer.hits().total().value();
        Page<Hit<ResourceDocument.Source>> page =
                Page.cut(answer.hits().hits(), request, total, hit -> SearchRequests.cursor(criteria, hit.sort()));
        List<SearchPage.Hit> items = visible(page.items(), scopes);
        return new SearchPage(
                items,
                page.nextCursor(),
                total - (page.items().size() - items.size()),
                true,
                facets(criteria, answer, locale),
                answer.took());
    }

    private SearchResponse<ResourceDocument.Source> ask(SearchRequest request) {
        try {
            SearchResponse<ResourceDocument.Source> answer = client.search(request, ResourceDocument.Source.class);
            if (answer.timedOut()) {
                // A part of the hits would look like all of them.
                throw ProblemException.unavailable("search", new TimeoutException("the engine gave up"));
            }
            return answer;
        } catch (IOException | ElasticsearchException failed) {
            throw ProblemException.unavailable("search", failed);
        }
    }

    /** The index lags a moment behind: what was withdrawn from the caller meanwhile is dropped here. */
    private List<SearchPage.Hit> visible(List<Hit<ResourceDocument.Source>> hits, Set<String> scopes) {
        List<UUID> ids = hits.stream().map(hit -> UUID.fromString(hit.id())).toList();
        Map<UUID, Set<String>> current = ids.isEmpty() ? Map.of() : visibility.scopesOf(ids);
        return hits.stream()
                .filter(hit -> !Collections.disjoint(current.getOrDefault(UUID.fromString(hit.id()), Set.of()), scopes))
                .map(hit -> SearchPage.Hit.of(hit.id(), hit.source().display(), hit.highlight()))
                .toList();
    }

    private Map<String, List<SearchPage.FacetValue>> facets(
            SearchCriteria criteria, SearchResponse<?> answer, Locale locale) {
        Map<SearchFilter, List<StringTermsBucket>> buckets = new EnumMap<>(SearchFilter.class);
        criteria.facets()
                .forEach(facet -> buckets.put(
                        facet,
                        answer.aggregations()
                                .get(facet.parameter())
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
        return organisations.byIds(values.stream().map(UUID::fromString).toList()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> entry.getValue()
                        .name()));
    }
}

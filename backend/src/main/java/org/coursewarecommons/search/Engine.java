package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.http.client.config.RequestConfig;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Visibility;
import org.elasticsearch.client.RequestOptions;
import org.springframework.stereotype.Component;

/** Asks the engine for somebody who waits, and shows of its answer only what may be seen now. */
@Component
class Engine {

    private final ElasticsearchClient client;
    private final Visibility visibility;

    Engine(ElasticsearchClient client, SearchProperties properties, Visibility visibility) {
        this.client = client.withTransportOptions(impatient(properties));
        this.visibility = visibility;
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

    /** @throws ProblemException 503 when the engine does not answer in time */
    SearchResponse<ResourceDocument.Source> ask(SearchRequest request) {
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

    /** The request's body. */
    String json(SearchRequest request) {
        return JsonpUtils.toJsonString(request, client._jsonpMapper());
    }

    /** Several requests at once, their answers in the same order. @throws ProblemException 503 as above */
    List<MultiSearchResponseItem<Void>> ask(MsearchRequest request) {
        try {
            MsearchResponse<Void> answer = client.msearch(request, Void.class);
            return answer.responses();
        } catch (IOException | ElasticsearchException failed) {
            throw ProblemException.unavailable("search", failed);
        }
    }

    /** The index lags a moment behind: what was withdrawn from the caller meanwhile is dropped here. */
    List<SearchPage.Hit> visible(List<Hit<ResourceDocument.Source>> hits, Set<String> scopes) {
        List<UUID> ids = hits.stream().map(hit -> UUID.fromString(hit.id())).toList();
        Map<UUID, Set<String>> current = ids.isEmpty() ? Map.of() : visibility.scopesOf(ids);
        return hits.stream()
                .filter(hit -> !Collections.disjoint(current.getOrDefault(UUID.fromString(hit.id()), Set.of()), scopes))
                .map(hit -> SearchPage.Hit.of(hit.id(), hit.source().display(), hit.highlight()))
                .toList();
    }
}

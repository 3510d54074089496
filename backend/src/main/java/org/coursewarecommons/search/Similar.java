package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** More like this: the same place in the book first, then the same words, subject and grade. */
@Service
class Similar {

    private final Engine engine;
    private final SearchProperties properties;
    private final Visibility visibility;
    private final Catalogue catalogue;
    private final Synonyms synonyms;

    Similar(Engine engine, SearchProperties properties, Visibility visibility, Catalogue catalogue, Synonyms synonyms) {
        this.engine = engine;
        this.properties = properties;
        this.visibility = visibility;
        this.catalogue = catalogue;
        this.synonyms = synonyms;
    }

    /** @throws ProblemException 404 for a resource that the caller may not read */
    List<SearchPage.Hit> to(UUID resourceId, int limit, Actor actor) {
        ResourceMetadata metadata = catalogue.readable(resourceId, actor).metadata();
        Set<String> scopes = visibility.scopesOf(actor);
        SearchRequest request = SearchRequest.of(search -> search.index(properties.alias())
                .size(limit)
                .timeout(properties.timeout().toMillis() + "ms")
                .trackTotalHits(total -> total.enabled(false))
                .source(source -> source.filter(filter -> filter.includes("display")))
                .query(query -> query.bool(bool -> bool.must(TextQuery.any(alike(metadata)))
                        .should(placed(metadata))
                        .mustNot(SearchRequests.terms("id", List.of(resourceId.toString())))
                        .filter(SearchRequests.terms("scopeIds", scopes), SearchRequests.current()))));
        return engine.visible(engine.ask(request).hits().hits(), scopes);
    }

    /** One of these makes it similar at all. */
    private List<Query> alike(ResourceMetadata metadata) {
        List<Query> ways = new ArrayList<>();
        if (metadata.chapters() != null && !metadata.chapters().isEmpty()) {
            ways.add(weighted(SearchRequests.terms("chapterIds", metadata.chapters()), 20f));
        }
        // The title without its type and grade: every 三年级课件 would be alike.
        String about = synonyms.vocabulary()
                .read(SearchText.of(String.valueOf(metadata.title())))
                .rest()
                .folded();
        if (!about.isBlank()) {
            ways.add(Query.of(query -> query.multiMatch(match -> match.query(about)
                    .type(TextQueryType.BestFields)
                    .tieBreaker(0.3)
                    .fields("title^3", "keywords^2", "labels", "description")
                    .minimumShouldMatch("2<60%"))));
        }
        List<String> keywords = metadata.keywords();
        if (keywords != null && !keywords.isEmpty()) {
            ways.add(Query.of(query -> query.multiMatch(match -> match.query(String.join(" ", keywords))
                    .fields("title", "keywords")
                    .boost(0.5f)
                    .minimumShouldMatch("2<60%"))));
        }
        return ways;
    }

    private static List<Query> placed(ResourceMetadata metadata) {
        List<Query> places = new ArrayList<>();
        add(places, "subject", metadata.subject(), 4f);
        add(places, "stage", metadata.stage(), 1f);
        add(places, "edition", metadata.edition(), 1f);
        if (metadata.grades() != null && !metadata.grades().isEmpty()) {
            places.add(weighted(SearchRequests.terms("grades", metadata.grades()), 4f));
        }
        return places;
    }

    private static void add(List<Query> places, String field, @Nullable String code, float weight) {
        if (code != null) {
            places.add(weighted(SearchRequests.terms(field, List.of(code)), weight));
        }
    }

    private static Query weighted(Query has, float weight) {
        return Query.of(query -> query.constantScore(score -> score.filter(has).boost(weight)));
    }
}

package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.search.spi.UnprovenItems;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Room for what is new and unproven (DOMAIN 4.5): of the positions 4 to 10 one in ten goes to such a hit, one a page at
 * most, so that what nobody knows yet can be found at all. It fits the words, the filters and the caller's scopes like
 * every other, is asked for in the same request, and says of itself why it is there. Only the first page by relevance has
 * such room: whoever asks for another order gets that order.
 */
@Component
class ExposureSlot {

    /** Of the counts in the engine's answer. */
    static final String NAME = "unproven";

    private static final String BEST = "best";
    private static final int FIRST = 4;
    private static final int LAST = 10;
    private static final double SHARE = 0.1;

    private final UnprovenItems items;

    ExposureSlot(UnprovenItems items) {
        this.items = items;
    }

    /** A page's room. @param place 1-based; 0: none @param candidates may take it */
    record Room(int place, List<UUID> candidates) {

        static final Room NONE = new Room(0, List.of());

        boolean isThere() {
            return place > 0;
        }
    }

    /** The first hits of a page. @param unproven the id of the one that was put among them; null: none was */
    record Shown(List<Hit<ResourceDocument.Source>> ranked, @Nullable String unproven) {}

    /** Drawn anew for each page. */
    Room draw(SearchCriteria criteria, PageRequest page, Actor actor) {
        boolean fits = SearchRequests.effective(criteria) == SearchSort.RELEVANCE
                && page.after().isEmpty()
                && page.limit() >= LAST
                && criteria.collection() == null
                && !actor.isClient();
        if (fits) {
            for (int place = FIRST; place <= LAST; place++) {
                if (ThreadLocalRandom.current().nextDouble() < SHARE) {
                    List<UUID> waiting = items.waiting();
                    return waiting.isEmpty() ? Room.NONE : new Room(place, waiting);
                }
            }
        }
        return Room.NONE;
    }

    /** The best of the candidates. @param chosen the filters that hits keep and facets give up */
    static Aggregation best(Collection<UUID> candidates, List<Query> chosen, Highlight highlight) {
        List<Query> filters = new ArrayList<>(chosen);
        filters.add(SearchRequests.terms(
                "id", candidates.stream().map(UUID::toString).toList()));
        return Aggregation.of(aggregation -> aggregation
                .filter(filter -> filter.bool(bool -> bool.filter(filters)))
                .aggregations(
                        BEST,
                        best -> best.topHits(top -> top.size(1)
                                .source(source -> source.filter(filter -> filter.includes("display")))
                                .highlight(highlight))));
    }

    /** The hits as they are shown; when all of them fit on the page, nobody needs help to be found. */
    Shown fill(Room room, SearchResponse<ResourceDocument.Source> answer, int limit) {
        List<Hit<ResourceDocument.Source>> ranked = answer.hits().hits();
        Optional<Hit<ResourceDocument.Source>> best =
                room.isThere() && ranked.size() > limit ? best(answer) : Optional.empty();
        if (best.isEmpty()
                || ranked.subList(0, limit).stream()
                        .anyMatch(hit -> best.get().id().equals(hit.id()))) {
            return new Shown(ranked, null);
        }
        List<Hit<ResourceDocument.Source>> shown = new ArrayList<>(ranked);
        shown.add(room.place() - 1, best.get());
        return new Shown(shown, best.get().id());
    }

    private static Optional<Hit<ResourceDocument.Source>> best(SearchResponse<ResourceDocument.Source> answer) {
        List<Hit<JsonData>> best = answer.aggregations()
                .get(NAME)
                .filter()
                .aggregations()
                .get(BEST)
                .topHits()
                .hits()
                .hits();
        return best.stream()
                .filter(hit -> hit.source() != null)
                .map(hit -> Hit.<ResourceDocument.Source>of(copy -> copy.index(hit.index())
                        .id(hit.id())
                        .highlight(hit.highlight())
                        .source(hit.source().to(ResourceDocument.Source.class))))
                .findFirst();
    }

    /** Whoever stands on the first page anyway is seen there, and needs the room less. */
    void shown(List<SearchPage.Hit> hits, Room room, Actor actor) {
        if (room.isThere()) {
            Set<UUID> candidates = Set.copyOf(room.candidates());
            List<UUID> seen = hits.stream()
                    .map(hit -> UUID.fromString(hit.id()))
                    .filter(candidates::contains)
                    .toList();
            if (!seen.isEmpty()) {
                items.shown(seen, actor.id());
            }
        }
    }
}

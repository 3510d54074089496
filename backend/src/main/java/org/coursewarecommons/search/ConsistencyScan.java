package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares what is published with what the index holds. Both come in the order of their ids and are read side by side,
 * so that memory stays the same however many there are. What seems to differ is looked at again by itself, between two
 * looks at its feed row: only what did not change meanwhile, and is not on its way, is a difference.
 */
@Component
class ConsistencyScan {

    private static final int CHUNK = 500;
    private static final int PAGE = 1_000;
    private static final int MAX_DETAILS = 100;
    /** What has been waiting longer than this is not on its way but stuck. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long BY_HAND = 100;

    static final String MISSING = "missing";
    static final String STALE = "stale";
    static final String GHOST = "ghost";
    static final String WRONG_SCOPE = "wrongScope";

    private final ElasticsearchClient client;
    private final LiveIndex live;
    private final FeedStates feed;
    private final Catalogue catalogue;
    private final Visibility visibility;

    ConsistencyScan(
            ElasticsearchClient client, LiveIndex live, FeedStates feed, Catalogue catalogue, Visibility visibility) {
        this.client = client;
        this.live = live;
        this.feed = feed;
        this.catalogue = catalogue;
        this.visibility = visibility;
    }

    /** @param counts of all four kinds; @param details at most 100 */
    record Findings(Map<String, Long> counts, List<ConsistencyCheck.Detail> details) {

        static Findings none() {
            Map<String, Long> counts = new TreeMap<>();
            List.of(MISSING, STALE, GHOST, WRONG_SCOPE).forEach(kind -> counts.put(kind, 0L));
            return new Findings(counts, new ArrayList<>());
        }

        void add(String kind, UUID id) {
            counts.merge(kind, 1L, Long::sum);
            if (details.size() < MAX_DETAILS) {
                details.add(new ConsistencyCheck.Detail(kind, id.toString(), Instant.now()));
            }
        }
    }

    /** A document as the index holds it. */
    record Held(long version, Set<String> scopes) {}

    /**
     * @param repair differing documents are queued, under a version that wins
     * @param alive called now and then
     * @throws IOException when the engine does not answer
     */
    Findings run(boolean repair, Runnable alive) throws IOException {
        String index = live.current().name();
        Findings findings = Findings.none();
        client.indices().refresh(refresh -> refresh.index(index));
        try (IndexScan scan = IndexScan.slim(client, index, "scopeIds")) {
            PublishedCursor published = new PublishedCursor();
            IndexScan.@Nullable Entry entry = scan.next();
            Map<UUID, @Nullable Held> chunk = new LinkedHashMap<>();
            while (entry != null || published.peek() != null) {
                // Ids are compared as text, which is the order of both the engine and the database.
                String known =
                        published.peek() == null ? null : published.peek().toString();
                int order = entry == null ? 1 : known == null ? -1 : entry.id().compareTo(known);
                if (order <= 0 && entry != null) {
                    chunk.put(UUID.fromString(entry.id()), held(entry.version(), entry.source()));
                    entry = scan.next();
                }
                if (order >= 0) {
                    chunk.putIfAbsent(published.take(), null);
                }
                if (chunk.size() >= CHUNK || entry == null && published.peek() == null) {
                    judge(index, chunk, findings, repair);
                    chunk.clear();
                    alive.run();
                }
            }
        }
        return findings;
    }

    private void judge(String index, Map<UUID, @Nullable Held> chunk, Findings findings, boolean repair)
            throws IOException {
        Map<UUID, String> suspects = compare(chunk, feed.of(chunk.keySet()));
        if (suspects.isEmpty()) {
            return;
        }
        Map<UUID, FeedStates.State> before = feed.of(suspects.keySet());
        Map<UUID, @Nullable Held> now = heldNow(index, suspects.keySet());
        Map<UUID, String> confirmed = compare(now, before);
        Map<UUID, FeedStates.State> after = feed.of(suspects.keySet());
        Map<UUID, Long> mend = new HashMap<>();
        confirmed.forEach((id, kind) -> {
            FeedStates.State state = after.get(id);
            boolean unchanged = Objects.equals(before.get(id), state);
            boolean onItsWay = state != null && !state.isSettled() && !FeedStates.isStuck(state, PATIENCE);
            if (unchanged && !onItsWay) {
                findings.add(kind, id);
                mend.put(id, toBeat(now.get(id), state));
            }
        });
        if (repair && !mend.isEmpty()) {
            feed.resend(mend);
        }
    }

    /** The engine remembers deleted versions but doesn't tell them; whoever deleted by hand went a few steps further. */
    private static long toBeat(@Nullable Held held, FeedStates.@Nullable State state) {
        return held != null ? held.version() : (state == null ? 0 : state.seq()) + BY_HAND;
    }

    /** The kinds of those that differ. */
    private Map<UUID, String> compare(Map<UUID, @Nullable Held> chunk, Map<UUID, FeedStates.State> states) {
        Set<UUID> published = catalogue.findableIds(chunk.keySet());
        Map<UUID, Set<String>> scopes = visibility.scopesOf(published);
        Map<UUID, String> kinds = new LinkedHashMap<>();
        chunk.forEach((id, held) -> {
            String kind = kind(held, scopes.get(id), states.get(id));
            if (kind != null) {
                kinds.put(id, kind);
            }
        });
        return kinds;
    }

    /** @param scopes null when it has no business in the index */
    static @Nullable String kind(@Nullable Held held, @Nullable Set<String> scopes, FeedStates.@Nullable State state) {
        if (scopes == null) {
            return held == null ? null : GHOST;
        }
        if (held == null) {
            return MISSING;
        }
        if (!held.scopes().equals(scopes)) {
            return WRONG_SCOPE;
        }
        return state == null || state.seq() != held.version() ? STALE : null;
    }

    private Map<UUID, @Nullable Held> heldNow(String index, Collection<UUID> ids) throws IOException {
        Map<UUID, @Nullable Held> now = new LinkedHashMap<>();
        ids.forEach(id -> now.put(id, null));
        client
                .mget(
                        request -> request.index(index)
                                .ids(ids.stream().map(UUID::toString).toList())
                                .sourceIncludes("scopeIds"),
                        Object.class)
                .docs()
                .stream()
                .filter(document -> document.isResult() && document.result().found())
                .map(document -> document.result())
                .forEach(document -> now.put(
                        UUID.fromString(document.id()),
                        held(
                                document.version() == null ? 0 : document.version(),
                                document.source() instanceof Map<?, ?> source ? source : Map.of())));
        return now;
    }

    private static Held held(long version, Map<?, ?> source) {
        Set<String> scopes = source.get("scopeIds") instanceof Collection<?> ids
                ? ids.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
        return new Held(version, scopes);
    }

    /** What is published, page by page. */
    private final class PublishedCursor {

        private List<UUID> page = catalogue.findableIds(null, PAGE);
        private int at;

        @Nullable
        UUID peek() {
            if (at == page.size() && page.size() == PAGE) {
                page = catalogue.findableIds(page.get(at - 1), PAGE);
                at = 0;
            }
            return at < page.size() ? page.get(at) : null;
        }

        UUID take() {
            UUID id = Objects.requireNonNull(peek());
            at++;
            return id;
        }
    }
}

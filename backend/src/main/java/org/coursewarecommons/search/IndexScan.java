package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All documents of an index as they were at one moment, in the order of their ids, read page by page. */
final class IndexScan implements AutoCloseable {

    private static final Time KEPT = Time.of(time -> time.time("2m"));
    private static final int WHOLE_PAGE = 50;
    private static final int SLIM_PAGE = 1_000;

    private final ElasticsearchClient client;
    private final List<String> fields;
    private final int size;
    private final Deque<Entry> page = new ArrayDeque<>();
    private String pit;
    private @Nullable String after;
    private boolean ended;

    private IndexScan(ElasticsearchClient client, String index, List<String> fields, int size) throws IOException {
        this.client = client;
        this.fields = fields;
        this.size = size;
        // What was acknowledged before the look belongs to it; by itself the engine shows it up to a second later.
        client.indices().refresh(refresh -> refresh.index(index));
        pit = client.openPointInTime(open -> open.index(index).keepAlive(KEPT)).id();
    }

    /** With whole sources. */
    static IndexScan whole(ElasticsearchClient client, String index) throws IOException {
        return new IndexScan(client, index, List.of(), WHOLE_PAGE);
    }

    /** With these fields of the sources alone. */
    static IndexScan slim(ElasticsearchClient client, String index, String... fields) throws IOException {
        return new IndexScan(client, index, List.of(fields), SLIM_PAGE);
    }

    /** @param version the sequence that it was written under */
    record Entry(String id, long version, Map<?, ?> source) {}

    /** Null at the end. */
    @Nullable
    Entry next() throws IOException {
        if (page.isEmpty() && !ended) {
            turn();
        }
        return page.poll();
    }

    private void turn() throws IOException {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .pit(point -> point.id(pit).keepAlive(KEPT))
                .size(size)
                .version(true)
                .trackTotalHits(total -> total.enabled(false))
                .sort(by -> by.field(id -> id.field("id").order(SortOrder.Asc)));
        if (!fields.isEmpty()) {
            request.source(source -> source.filter(filter -> filter.includes(fields)));
        }
        if (after != null) {
            request.searchAfter(FieldValue.of(after));
        }
        SearchResponse<Object> answer = client.search(request.build(), Object.class);
        if (answer.pitId() != null) {
            pit = answer.pitId();
        }
        for (Hit<Object> hit : answer.hits().hits()) {
            Map<?, ?> source = hit.source() instanceof Map<?, ?> fieldsOf ? fieldsOf : Map.of();
            page.add(new Entry(hit.id(), hit.version() == null ? 0 : hit.version(), source));
            after = hit.id();
        }
        ended = answer.hits().hits().size() < size;
    }

    @Override
    public void close() throws IOException {
        client.closePointInTime(close -> close.id(pit));
    }
}

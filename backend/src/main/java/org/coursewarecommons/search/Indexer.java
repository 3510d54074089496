package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is queued. It loads what is true at that moment and writes it under the row's sequence as external
 * version, so that a late or repeated write never wins. No transaction is open while the engine is asked.
 */
@Component
class Indexer {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private static final int CLAIMED = 200;
    /** Documents with long bodies: so many keep a request below some 8 MB. */
    private static final int SENT_AT_ONCE = 25;

    private static final Duration INDEX_KNOWN = Duration.ofSeconds(5);

    private final FeedQueue queue;
    private final DocumentLoader loader;
    private final ResourceIndex index;
    private final ElasticsearchClient client;
    private final SearchProperties properties;
    /** Until then the index is taken for there; an engine that came back empty is noticed soon after. */
    private volatile Instant indexKnownUntil = Instant.EPOCH;

    Indexer(
            FeedQueue queue,
            DocumentLoader loader,
            ResourceIndex index,
            ElasticsearchClient client,
            SearchProperties properties) {
        this.queue = queue;
        this.loader = loader;
        this.index = index;
        this.client = client;
        this.properties = properties;
    }

    /**
     * Sends until nothing is due.
     *
     * @throws RuntimeException when the engine or the database does not answer; what was not sent stays queued
     */
    void sendDue() {
        ensureIndex();
        List<FeedQueue.Claim> claims;
        do {
            claims = queue.claim(CLAIMED, properties.lease());
            for (int from = 0; from < claims.size(); from += SENT_AT_ONCE) {
                List<FeedQueue.Claim> part = claims.subList(from, Math.min(from + SENT_AT_ONCE, claims.size()));
                try {
                    send(part);
                } catch (RuntimeException unavailable) {
                    indexKnownUntil = Instant.EPOCH;
                    queue.failed(claims.subList(from, claims.size()), Duration.ZERO, unavailable.toString());
                    throw unavailable;
                }
            }
        } while (claims.size() == CLAIMED);
    }

    private void ensureIndex() {
        if (Instant.now().isBefore(indexKnownUntil)) {
            return;
        }
        try {
            index.ensure();
            indexKnownUntil = Instant.now().plus(INDEX_KNOWN);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    private void send(List<FeedQueue.Claim> claims) {
        Map<UUID, ResourceDocument> documents =
                loader.load(claims.stream().map(FeedQueue.Claim::resourceId).toList());
        List<BulkOperation> operations = claims.stream()
                .map(claim -> operation(claim, documents.get(claim.resourceId())))
                .toList();
        BulkResponse answer;
        try {
            // Without the alias the engine would make an index of guessed mappings.
            answer = client.bulk(
                    request -> request.index(index.alias()).requireAlias(true).operations(operations));
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        settle(claims, answer.items());
    }

    private static BulkOperation operation(FeedQueue.Claim claim, @Nullable ResourceDocument document) {
        String id = claim.resourceId().toString();
        return document == null
                ? BulkOperation.of(bulk ->
                        bulk.delete(delete -> delete.id(id).version(claim.seq()).versionType(VersionType.External)))
                : BulkOperation.of(bulk -> bulk.<ResourceDocument>index(put -> put.id(id)
                        .version(claim.seq())
                        .versionType(VersionType.External)
                        .document(document)));
    }

    private void settle(List<FeedQueue.Claim> claims, List<BulkResponseItem> items) {
        List<FeedQueue.Claim> done = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            FeedQueue.Claim claim = claims.get(i);
            BulkResponseItem item = items.get(i);
            if (isDone(item)) {
                done.add(claim);
                continue;
            }
            String reason = item.error() == null
                    ? "status " + item.status()
                    : String.valueOf(item.error().reason());
            if (item.status() == 404) {
                indexKnownUntil = Instant.EPOCH;
            }
            queue.failed(List.of(claim), pause(claim.attempts()), reason);
            if (claim.attempts() == 1) {
                LOG.warn("resource {} was not indexed, tried again: {}", claim.resourceId(), reason);
            }
        }
        queue.done(done);
    }

    /** A conflict says that the index holds this version or a later one; a deletion of nothing is one all the same. */
    private static boolean isDone(BulkResponseItem item) {
        return item.error() == null || item.status() == 409;
    }

    private Duration pause(int attempts) {
        Duration grown = properties.pause().multipliedBy(1L << Math.min(attempts - 1, 10));
        return grown.compareTo(properties.maxPause()) < 0 ? grown : properties.maxPause();
    }
}

package org.coursewarecommons.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is queued. It loads what is true at that moment; no transaction is open while the engine is asked. */
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
    private final LiveIndex live;
    private final BulkSender sender;
    private final SearchProperties properties;
    /** Until then the index is taken for there; an engine that came back empty is noticed soon after. */
    private volatile Instant indexKnownUntil = Instant.EPOCH;

    Indexer(
            FeedQueue queue,
            DocumentLoader loader,
            ResourceIndex index,
            LiveIndex live,
            BulkSender sender,
            SearchProperties properties) {
        this.queue = queue;
        this.loader = loader;
        this.index = index;
        this.live = live;
        this.sender = sender;
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
        LiveIndex.Live target = live.current();
        List<BulkSender.Sent> sent = sender.send(
                        target.name(),
                        claims,
                        loader.load(
                                claims.stream().map(FeedQueue.Claim::resourceId).toList()),
                        true)
                .sent();
        List<FeedQueue.Claim> done = new ArrayList<>();
        for (BulkSender.Sent one : sent) {
            if (one.outcome() == BulkSender.Outcome.DONE) {
                done.add(one.claim());
            } else {
                putOff(one);
            }
        }
        if (!queue.done(done, target.generation())) {
            queue.failed(done, Duration.ZERO, "another index took over meanwhile");
        }
    }

    private void putOff(BulkSender.Sent sent) {
        if (sent.status() == 404) {
            indexKnownUntil = Instant.EPOCH;
        }
        FeedQueue.Claim claim = sent.claim();
        queue.failed(List.of(claim), pause(claim.attempts()), String.valueOf(sent.reason()));
        if (claim.attempts() == 1) {
            LOG.warn("resource {} was not indexed, tried again: {}", claim.resourceId(), sent.reason());
        }
    }

    private Duration pause(int attempts) {
        Duration grown = properties.pause().multipliedBy(1L << Math.min(attempts - 1, 10));
        return grown.compareTo(properties.maxPause()) < 0 ? grown : properties.maxPause();
    }
}

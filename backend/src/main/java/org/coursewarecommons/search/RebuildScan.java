package org.coursewarecommons.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coursewarecommons.catalog.Catalogue;
import org.springframework.stereotype.Component;

/**
 * Fills the new index, a few batches at once, so that the database and the engine work at the same time. A batch is
 * noted when all before it are through; batches have as many documents as make up some megabytes.
 */
@Component
class RebuildScan {

    private static final int ENROLLED = 5_000;
    private static final int LANES = 2;

    private static final int AHEAD = LANES + 1;

    private static final int MIN_BATCH = 25;
    private static final int MAX_BATCH = 1_000;
    private static final int FIRST_BATCH = 100;
    private static final long BATCH_BYTES = 3L * 1024 * 1024;
    /** So few changes are the feed's own business after the switch. */
    private static final int NEGLIGIBLE = 50;
    /** Should changes come faster than they can be caught up with, the feed gets the rest. */
    private static final int ROUNDS = 20;

    private final BuildQueue queue;
    private final FeedQueue feed;
    private final Catalogue catalogue;
    private final DocumentLoader loader;
    private final BulkSender sender;

    RebuildScan(BuildQueue queue, FeedQueue feed, Catalogue catalogue, DocumentLoader loader, BulkSender sender) {
        this.queue = queue;
        this.feed = feed;
        this.catalogue = catalogue;
        this.loader = loader;
        this.sender = sender;
    }

    /** What a batch came to. @param last of its rows */
    private record Batch(UUID last, int rows, long refused, long bytes) {}

    /** Everything that is published gets a row in the feed, should it have none. */
    void enrol(RebuildProgress progress) {
        UUID after = null;
        List<UUID> ids;
        do {
            ids = catalogue.findableIds(after, ENROLLED);
            if (!ids.isEmpty()) {
                feed.enrol(ids);
                after = ids.get(ids.size() - 1);
                progress.note();
            }
        } while (ids.size() == ENROLLED);
    }

    /** Every row once. */
    void all(RebuildProgress progress) throws InterruptedException {
        ExecutorService lanes = lanes();
        Deque<Future<Batch>> ahead = new ArrayDeque<>();
        try {
            UUID cursor = progress.cursor();
            int size = FIRST_BATCH;
            // An earlier try may have built rows behind its last note that have no document any more.
            boolean again = progress.claimed().attempts() > 1;
            boolean more = true;
            while (more || !ahead.isEmpty()) {
                while (more && ahead.size() < AHEAD) {
                    List<FeedQueue.Claim> rows = queue.page(cursor, size);
                    more = rows.size() == size;
                    if (!rows.isEmpty()) {
                        cursor = rows.get(rows.size() - 1).resourceId();
                        ahead.add(lanes.submit(() -> build(progress.claimed(), rows, again)));
                    }
                }
                if (!ahead.isEmpty()) {
                    Batch batch = get(ahead.remove());
                    progress.scanned(batch.last(), batch.rows(), batch.refused());
                    size = next(batch);
                }
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    /** What changed since, round by round, until next to nothing is left. */
    void changes(RebuildProgress progress) {
        for (int round = 0; round < ROUNDS; round++) {
            List<FeedQueue.Claim> rows = queue.lacking(progress.claimed().generation(), MAX_BATCH);
            long refused = 0;
            for (int from = 0; from < rows.size(); from += FIRST_BATCH) {
                refused += build(
                                progress.claimed(), rows.subList(from, Math.min(from + FIRST_BATCH, rows.size())), true)
                        .refused();
                progress.note();
            }
            progress.caughtUp(refused);
            if (rows.size() < NEGLIGIBLE) {
                return;
            }
        }
    }

    /** @param mayBeThere what has no document any more may have been built before */
    private Batch build(Rebuild rebuild, List<FeedQueue.Claim> rows, boolean mayBeThere) {
        var documents =
                loader.load(rows.stream().map(FeedQueue.Claim::resourceId).toList());
        BulkSender.Receipt receipt = sender.send(rebuild.target(), rows, documents, mayBeThere);
        List<FeedQueue.Claim> built = new ArrayList<>();
        List<FeedQueue.Claim> refused = new ArrayList<>();
        for (BulkSender.Sent sent : receipt.sent()) {
            switch (sent.outcome()) {
                case DONE -> built.add(sent.claim());
                case REFUSED -> refused.add(sent.claim());
                case LATER -> throw later(sent);
            }
        }
        queue.built(rebuild.generation(), built, false);
        queue.built(rebuild.generation(), refused, true);
        return new Batch(rows.get(rows.size() - 1).resourceId(), rows.size(), refused.size(), receipt.bytes());
    }

    private static RuntimeException later(BulkSender.Sent sent) {
        return sent.status() == 404
                ? new RebuildWork.TargetGone()
                : new IllegalStateException("the engine is busy: " + sent.reason());
    }

    private static int next(Batch batch) {
        long each = Math.max(1, batch.bytes() / batch.rows());
        return (int) Math.max(MIN_BATCH, Math.min(MAX_BATCH, BATCH_BYTES / each));
    }

    private static Batch get(Future<Batch> ahead) throws InterruptedException {
        try {
            return ahead.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static ExecutorService lanes() {
        return Executors.newFixedThreadPool(LANES, work -> {
            Thread thread = new Thread(work, "search-rebuild-lane");
            thread.setDaemon(true);
            return thread;
        });
    }
}

package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Database against index: once a day, and whenever it is asked for, by one backend. */
@Component
class IndexConsistency implements ConsistencyCheck, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexConsistency.class);

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    /** What was queued to mend is given this time to be sent before it is counted again. */
    private static final Duration MENDING = Duration.ofMinutes(5);

    private final ConsistencyRows rows;
    private final ConsistencyScan scan;
    private final ResourceIndex index;
    private final FeedStates feed;
    private final IndexerLoop loop;
    private final LoneThread thread = new LoneThread("search-consistency");

    IndexConsistency(
            ConsistencyRows rows, ConsistencyScan scan, ResourceIndex index, FeedStates feed, IndexerLoop loop) {
        this.rows = rows;
        this.scan = scan;
        this.index = index;
        this.feed = feed;
        this.loop = loop;
    }

    @Override
    public Result last() {
        return rows.last();
    }

    @Override
    public void request(boolean repair) {
        rows.request(repair);
    }

    @Scheduled(fixedDelay = 1000, initialDelay = 5000)
    void wake() {
        thread.wake(this::turn);
    }

    private void turn() {
        try {
            Optional<ConsistencyRows.Turn> turn = rows.claim(EVERY);
            if (turn.isPresent()) {
                run(turn.get());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.warn("the index cannot be compared now: {}", unavailable.toString());
        }
    }

    private void run(ConsistencyRows.Turn turn) throws InterruptedException {
        try {
            index.ensure();
            Instant begun = Instant.now();
            ConsistencyScan.Findings found = scan.run(turn.repair(), rows::renew);
            Map<String, Long> repaired = new TreeMap<>();
            if (turn.repair() && !found.details().isEmpty()) {
                Map<String, Long> before = found.counts();
                awaitFeed();
                begun = Instant.now();
                found = scan.run(false, rows::renew);
                Map<String, Long> left = found.counts();
                before.forEach((kind, count) -> repaired.put(kind, Math.max(0, count - left.getOrDefault(kind, 0L))));
            }
            rows.keep(turn, begun, repaired, found);
            LOG.info("index compared: {} differ, repaired {}", found.counts(), repaired);
        } catch (IOException | ElasticsearchException silent) {
            // A silent engine is no reason to forget what was known.
            LOG.warn("the index cannot be compared now, tried again: {}", silent.toString());
            rows.putOff(PAUSE);
        } catch (RuntimeException failed) {
            rows.putOff(PAUSE);
            throw failed;
        }
    }

    private void awaitFeed() throws InterruptedException {
        Instant queued = Instant.now();
        loop.nudge();
        while (feed.isBehind(queued) && Instant.now().isBefore(queued.plus(MENDING))) {
            rows.renew();
            Thread.sleep(200);
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}

package org.coursewarecommons.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Views of pages, written down together once a second: they are half of all uses, weigh nothing, and reading a page must
 * not wait for a write. What is lost in a crash, or in a flood beyond the room kept for it, is at most a second of them.
 */
@Component
class SeenPages {

    private static final Logger LOG = LoggerFactory.getLogger(SeenPages.class);
    private static final int ROOM = 20_000;
    private static final int BATCH = 500;

    private final BlockingQueue<Use> waiting = new ArrayBlockingQueue<>(ROOM);
    private final UsageStore store;
    private final Counter lost;

    SeenPages(UsageStore store, MeterRegistry meters) {
        this.store = store;
        lost = Counter.builder("usage.views.lost")
                .description("Views of pages that were not written down")
                .register(meters);
    }

    void add(Use view) {
        if (!waiting.offer(view)) {
            lost.increment();
        }
    }

    @Scheduled(fixedDelayString = "PT1S")
    @PreDestroy
    void write() {
        List<Use> batch = new ArrayList<>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                store.keep(List.copyOf(batch));
            } catch (RuntimeException failed) {
                lost.increment(batch.size());
                LOG.warn("{} views of pages were not written down", batch.size(), failed);
            }
            batch.clear();
        }
    }
}

package org.coursewarecommons.search;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for a rebuild that nobody is at, and works it off on a thread of its own. */
@Component
class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    private final RebuildRows rows;
    private final RebuildWork work;
    private final LoneThread thread = new LoneThread("search-rebuild");

    RebuildRunner(RebuildRows rows, RebuildWork work) {
        this.rows = rows;
        this.work = work;
    }

    @Scheduled(fixedDelay = 1000)
    void wake() {
        thread.wake(this::turn);
    }

    private void turn() {
        try {
            Optional<Rebuild> mine = rows.claim();
            if (mine.isPresent()) {
                work(mine.get());
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("rebuilds of the search index cannot be looked for: {}", unavailable.toString());
        }
    }

    private void work(Rebuild mine) {
        try {
            work.run(mine);
        } catch (InterruptedException stopping) {
            // Another backend may go on at once.
            rows.release(mine, Duration.ZERO, null);
            Thread.currentThread().interrupt();
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

package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Builds a new index beside the one that is searched and fed, and lets both move over. Every step can be repeated, and
 * what is done is noted behind it, so whoever comes after a killed backend goes on where that one stood.
 */
@Component
class RebuildWork {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWork.class);

    private final RebuildRows rows;
    private final BuildQueue queue;
    private final RebuildScan scan;
    private final ResourceIndex index;
    private final IndexComparison comparison;
    private final SearchProperties properties;
    private final ObjectMapper mapper;

    RebuildWork(
            RebuildRows rows,
            BuildQueue queue,
            RebuildScan scan,
            ResourceIndex index,
            IndexComparison comparison,
            SearchProperties properties,
            ObjectMapper mapper) {
        this.rows = rows;
        this.queue = queue;
        this.scan = scan;
        this.index = index;
        this.comparison = comparison;
        this.properties = properties;
        this.mapper = mapper;
    }

    /** An index that was being built is gone: what was noted of it is worth nothing. */
    static final class TargetGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TargetGone() {
            super("the index that was being built is gone");
        }
    }

    /** Works on until the rebuild is over or cannot go on now. */
    void run(Rebuild claimed) throws InterruptedException {
        RebuildProgress progress = new RebuildProgress(claimed, rows);
        try {
            if (claimed.cancelRequested() && !progress.isSwitched()) {
                abandon(claimed, RebuildState.CANCELLED, null);
                return;
            }
            while (step(progress)) {
                LOG.debug("rebuild {} enters {}", claimed.id(), progress.phase());
            }
        } catch (RebuildProgress.Lost lost) {
            cancelled(claimed);
        } catch (TargetGone hopeless) {
            abandon(claimed, RebuildState.FAILED, hopeless.getMessage());
        } catch (IOException | RuntimeException failed) {
            if (isRefusal(failed) && !isSwitched(claimed)) {
                abandon(claimed, RebuildState.FAILED, failed.toString());
            } else {
                LOG.warn("the index cannot be rebuilt now, tried again: {}", failed.toString());
                rows.release(claimed, pause(claimed.attempts()), failed.toString());
            }
        }
    }

    /** One phase. @return whether there is another */
    private boolean step(RebuildProgress progress) throws IOException, InterruptedException {
        Rebuild rebuild = progress.claimed();
        switch (progress.phase()) {
            case SCAN -> {
                if (progress.cursor() == null) {
                    index.createForBuilding(rebuild.target());
                    scan.enrol(progress);
                    progress.begin(queue.total());
                }
                scan.all(progress);
                progress.enter(RebuildPhase.CATCH_UP);
            }
            case CATCH_UP -> {
                scan.changes(progress);
                index.makeSearchable(rebuild.target());
                progress.enter(rebuild.compare() ? RebuildPhase.COMPARE : RebuildPhase.SWITCH);
            }
            case COMPARE -> {
                progress.compared(write(comparison.compare(rebuild.source(), rebuild.target(), progress::note)));
                progress.enter(RebuildPhase.SWITCH);
            }
            case SWITCH -> {
                if (!progress.isSwitched()) {
                    scan.changes(progress);
                    index.makeSearchable(rebuild.target());
                    if (!queue.takeOver(rebuild.id(), rebuild.claim(), rebuild.generation(), rebuild.target())) {
                        throw new RebuildProgress.Lost();
                    }
                }
                index.search(rebuild.target());
                progress.enter(RebuildPhase.DROP);
            }
            case DROP -> {
                await(progress);
                index.drop(rebuild.source());
                rows.finish(rebuild, RebuildState.DONE, null);
                LOG.info("search index {} took over from {}", rebuild.target(), rebuild.source());
                return false;
            }
        }
        return true;
    }

    /** Longer than any search takes: one that began before the switch still asks the old index. */
    private void await(RebuildProgress progress) throws InterruptedException {
        var switched = progress.switchedAt();
        if (switched != null) {
            long left = Duration.between(
                            Instant.now(),
                            switched.toInstant().plus(properties.timeout().multipliedBy(2)))
                    .toMillis();
            if (left > 0) {
                Thread.sleep(left);
            }
        }
    }

    /** Cancelled by somebody, or only no longer ours? */
    private void cancelled(Rebuild claimed) {
        rows.find(claimed.id())
                .filter(now -> now.cancelRequested()
                        && claimed.claim() != null
                        && claimed.claim().equals(now.claim()))
                .ifPresent(now -> abandon(claimed, RebuildState.CANCELLED, null));
    }

    private void abandon(Rebuild claimed, RebuildState state, @Nullable String error) {
        try {
            index.drop(claimed.target());
            rows.finish(claimed, state, error);
            LOG.info("rebuild of the search index ended: {} {}", state, error == null ? "" : error);
        } catch (IOException | ElasticsearchException unavailable) {
            rows.release(claimed, pause(claimed.attempts()), error == null ? unavailable.toString() : error);
        }
    }

    private boolean isSwitched(Rebuild claimed) {
        return rows.find(claimed.id()).map(now -> now.switchedAt() != null).orElse(true);
    }

    /** The engine understood and won't: trying again is of no use. */
    private static boolean isRefusal(Exception failed) {
        Throwable cause = failed instanceof UncheckedIOException wrapped ? wrapped.getCause() : failed;
        int status = cause instanceof ElasticsearchException refused
                ? refused.status()
                : cause instanceof ResponseException refused
                        ? refused.getResponse().getStatusLine().getStatusCode()
                        : 0;
        return status >= 400 && status < 500 && status != 429 && status != 408;
    }

    private Duration pause(int attempts) {
        Duration grown = properties.pause().multipliedBy(1L << Math.min(attempts, 10));
        return grown.compareTo(properties.maxPause()) < 0 ? grown : properties.maxPause();
    }

    private String write(IndexComparison.Result result) {
        try {
            return mapper.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

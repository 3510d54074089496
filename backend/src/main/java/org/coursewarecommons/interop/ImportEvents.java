package org.coursewarecommons.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Progress of imports as server-sent events. They are read from the ledger, so any backend can tell of a job that
 * another one runs, and a client that comes again misses nothing: an event's id is the number of finished rows.
 */
@Component
class ImportEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ImportEvents.class);

    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** More watchers than that poll. */
    private static final int MAX_WATCHERS = 200;

    private final ImportJobs jobs;
    private final ImportViews views;
    private final ObjectMapper mapper;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    ImportEvents(ImportJobs jobs, ImportViews views, ObjectMapper mapper) {
        this.jobs = jobs;
        this.views = views;
        this.mapper = mapper;
    }

    private record Watcher(UUID importId, AtomicLong seen, SseEmitter emitter) {}

    /** @param lastEventId of the last event that the client got, or null */
    SseEmitter watch(UUID importId, @Nullable String lastEventId) {
        if (watchers.size() >= MAX_WATCHERS) {
            throw ProblemException.unavailable("events", new IllegalStateException("too many watchers"));
        }
        long seen = lastEventId != null && lastEventId.matches("\\d{1,9}") ? Long.parseLong(lastEventId) : -1;
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        Watcher watcher = new Watcher(importId, new AtomicLong(seen), emitter);
        emitter.onCompletion(() -> watchers.remove(watcher));
        emitter.onTimeout(emitter::complete);
        emitter.onError(gone -> watchers.remove(watcher));
        watchers.add(watcher);
        return emitter;
    }

    @Scheduled(fixedDelay = 500)
    void tell() {
        if (watchers.isEmpty()) {
            return;
        }
        try {
            Map<UUID, ImportView> now = views.views(jobs.byIds(
                    watchers.stream().map(Watcher::importId).distinct().toList()));
            watchers.forEach(watcher -> {
                ImportView view = now.get(watcher.importId());
                if (view != null) {
                    tell(watcher, view);
                }
            });
        } catch (RuntimeException unavailable) {
            LOG.warn("progress cannot be told now: {}", unavailable.toString());
        }
    }

    private void tell(Watcher watcher, ImportView view) {
        long finished = view.counts().finished();
        boolean over = view.state().isFinal();
        if (finished <= watcher.seen().get() && !over) {
            return;
        }
        try {
            watcher.emitter()
                    .send(SseEmitter.event()
                            .id(Long.toString(finished))
                            .name(over ? "finished" : "progress")
                            .data(mapper.writeValueAsString(view), MediaType.APPLICATION_JSON));
            watcher.seen().set(finished);
            if (over) {
                watchers.remove(watcher);
                watcher.emitter().complete();
            }
        } catch (IOException | IllegalStateException gone) {
            watchers.remove(watcher);
        }
    }
}

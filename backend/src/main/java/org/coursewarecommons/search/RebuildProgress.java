package org.coursewarecommons.search;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a claimed rebuild is, as its worker sees it; noted in its row after every batch. */
final class RebuildProgress {

    private final Rebuild claimed;
    private final RebuildRows rows;
    private RebuildPhase phase;
    private @Nullable UUID cursor;
    private long total;
    private long done;
    private long refused;
    private long workMillis;
    private @Nullable String comparison;
    private long workedSince = System.nanoTime();

    RebuildProgress(Rebuild claimed, RebuildRows rows) {
        this.claimed = claimed;
        this.rows = rows;
        phase = claimed.phase();
        cursor = claimed.cursor();
        total = claimed.total();
        done = claimed.done();
        refused = claimed.refused();
        workMillis = claimed.workMillis();
        comparison = claimed.comparison();
    }

    /** The rebuild was cancelled, or another backend is at it. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Rebuild claimed() {
        return claimed;
    }

    RebuildPhase phase() {
        return phase;
    }

    @Nullable
    UUID cursor() {
        return cursor;
    }

    boolean isSwitched() {
        return claimed.switchedAt() != null;
    }

    /** @throws Lost */
    void begin(long resources) {
        total = resources;
        note();
    }

    /** A batch of the scan is through. @throws Lost */
    void scanned(UUID last, int resources, long notTaken) {
        cursor = last;
        done += resources;
        refused += notTaken;
        worked();
    }

    /** @throws Lost */
    void caughtUp(long notTaken) {
        refused += notTaken;
        worked();
    }

    private void worked() {
        long now = System.nanoTime();
        workMillis += (now - workedSince) / 1_000_000;
        workedSince = now;
        note();
    }

    /** @throws Lost */
    void compared(String result) {
        comparison = result;
        note();
        workedSince = System.nanoTime();
    }

    /** @throws Lost */
    void enter(RebuildPhase next) {
        phase = next;
        note();
    }

    /** Keeps the claim. @throws Lost */
    void note() {
        if (!rows.advance(new Rebuild(
                claimed.id(),
                claimed.state(),
                phase,
                claimed.generation(),
                claimed.target(),
                claimed.source(),
                claimed.compare(),
                cursor,
                total,
                done,
                refused,
                workMillis,
                comparison,
                claimed.requestedAt(),
                claimed.startedAt(),
                claimed.switchedAt(),
                claimed.finishedAt(),
                claimed.cancelRequested(),
                claimed.attempts(),
                null,
                claimed.claim()))) {
            throw new Lost();
        }
    }

    /** When the feed moved over; null before. */
    @Nullable
    OffsetDateTime switchedAt() {
        return rows.find(claimed.id()).map(Rebuild::switchedAt).orElse(null);
    }
}

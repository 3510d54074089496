package org.coursewarecommons.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.coursewarecommons.storage.RunningHashes.RunningHash;
import org.coursewarecommons.storage.TusRows.Progress;
import org.coursewarecommons.storage.TusRows.Tail;
import org.jspecify.annotations.Nullable;

/** What a request has put into the store but not written down: a quick client sends dozens of parts in a second. */
final class SentParts {

    private static final long NOTED_EVERY_NANOS = 1_000_000_000L;

    private final List<CompletedPart> parts = new ArrayList<>();
    private final List<Tail> replaced = new ArrayList<>();
    private @Nullable Sending last;
    private long noted = System.nanoTime();

    /** A part on its way. @param hash of everything up to its end */
    record Sending(
            int number,
            long end,
            CompletableFuture<SentBytes> answer,
            @Nullable RunningHash hash,
            List<Tail> replaced) {}

    void add(Sending part, String eTag) {
        parts.add(new CompletedPart(part.number(), eTag));
        replaced.addAll(part.replaced());
        last = part;
    }

    void replace(List<Tail> tails) {
        replaced.addAll(tails);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean isDue() {
        return System.nanoTime() - noted > NOTED_EVERY_NANOS;
    }

    /** The part up to which everything is there. */
    @Nullable
    Sending last() {
        return last;
    }

    /** To be written down now. */
    Progress take(long received, List<Tail> added) {
        Progress progress = new Progress(received, List.copyOf(parts), added, List.copyOf(replaced));
        parts.clear();
        replaced.clear();
        last = null;
        noted = System.nanoTime();
        return progress;
    }
}

package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares all objects with all rows. A process that dies between an object and its row leaves bytes that nobody knows:
 * they are taken away once they are older than any work could be. A row without an object is read at the next check.
 */
@Component
class OrphanSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

    private static final Pattern BLOB = Pattern.compile("sha256/(..)/(..)/(\\1\\2[0-9a-f]{60})");
    private static final Pattern INCOMING = Pattern.compile("incoming/([0-9a-f-]{36})/.+");
    /** Behind every hash. */
    private static final String END = "g";
    /** Clocks of two backends may differ by less. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final ObjectStore store;
    private final SweepRows rows;
    private final Duration grace;

    OrphanSweep(ObjectStore store, SweepRows rows, StorageProperties properties) {
        this.store = store;
        this.rows = rows;
        this.grace = properties.orphans().grace();
    }

    /** What one run has seen so far. */
    private static final class Tally {
        final Instant begun = Instant.now();
        long objects;
        long removed;
        long orphans;
        long suspects;

        void count(boolean gone) {
            if (gone) {
                removed++;
            } else {
                orphans++;
            }
        }
    }

    @Scheduled(
            fixedDelayString = "${courseware.storage.orphans.every:P1D}",
            initialDelayString = "${courseware.storage.orphans.first:PT10M}")
    void run() {
        run(grace);
    }

    /** @param grace objects younger than this are left alone */
    void run(Duration grace) {
        Tally tally = new Tally();
        try {
            Instant old = tally.begun.minus(grace);
            sweepIncoming(old, tally);
            sweepBlobs(old, tally);
            sweepStreamed(old, tally);
            rows.abandoned().forEach(sha256 -> remove(new StoredObject(BlobService.key(sha256), 1, old), sha256));
        } catch (RuntimeException silent) {
            // A dead store is no reason to forget what was known, nor to ask on.
            LOG.warn("the store could not be compared with its rows: {}", silent.toString());
            return;
        }
        rows.keep(new SweepRows.Swept(tally.begun, tally.objects, tally.removed, tally.orphans, tally.suspects));
        LOG.info(
                "store compared: {} objects, {} orphans removed, {} left, {} suspects",
                tally.objects,
                tally.removed,
                tally.orphans,
                tally.suspects);
    }

    private void sweepIncoming(Instant old, Tally tally) {
        String after = null;
        for (List<StoredObject> page = store.list("incoming/", after);
                !page.isEmpty();
                page = store.list("incoming/", after)) {
            tally.objects += page.size();
            List<StoredObject> aged = page.stream()
                    .filter(object -> object.changedAt().isBefore(old))
                    .toList();
            Set<UUID> uncleared = rows.uncleared(aged.stream()
                    .map(OrphanSweep::session)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet()));
            for (StoredObject object : aged) {
                if (session(object).filter(id -> !uncleared.contains(id)).isPresent()) {
                    LOG.warn("{} of {} bytes belongs to no session and is removed", object.key(), object.size());
                    store.remove(object.key());
                    tally.count(true);
                }
            }
            after = page.get(page.size() - 1).key();
        }
    }

    /** Pages and rows come in the same order, so each page is compared with the rows of its own range alone. */
    private void sweepBlobs(Instant old, Tally tally) {
        String after = null;
        String from = "";
        while (true) {
            List<StoredObject> page = store.list("sha256/", after);
            List<StoredObject> blobs =
                    page.stream().filter(object -> hash(object).isPresent()).toList();
            Set<String> listed = blobs.stream()
                    .map(object -> hash(object).orElseThrow())
                    .collect(Collectors.toCollection(HashSet::new));
            String upTo = page.isEmpty() ? END : hash(page.get(page.size() - 1)).orElse(from);
            suspect(from, upTo, listed, tally);
            Set<String> known = rows.known(listed);
            for (StoredObject object : blobs) {
                String sha256 = hash(object).orElseThrow();
                if (!known.contains(sha256) && object.changedAt().isBefore(old)) {
                    tally.count(remove(object, sha256));
                }
            }
            if (page.isEmpty()) {
                return;
            }
            tally.objects += page.size();
            after = page.get(page.size() - 1).key();
            from = upTo;
        }
    }

    /** Nobody else ever writes under these keys, so one that no row knows can be taken away without a claim. */
    private void sweepStreamed(Instant old, Tally tally) {
        String after = null;
        String from = "";
        while (true) {
            List<StoredObject> page = store.list(EarlyObjects.PREFIX, after);
            List<String> keys = page.stream().map(StoredObject::key).toList();
            String upTo = keys.isEmpty() ? EarlyObjects.PREFIX + END : keys.get(keys.size() - 1);
            Map<String, String> expected = rows.blobsByKey(from, upTo, tally.begun.minus(CLOCKS));
            expected.keySet().removeAll(Set.copyOf(keys));
            suspect(Set.copyOf(expected.values()), tally);
            Set<String> known = rows.knownKeys(keys);
            for (StoredObject object : page) {
                if (!known.contains(object.key()) && object.changedAt().isBefore(old)) {
                    LOG.warn("{} of {} bytes has no row and is removed", object.key(), object.size());
                    store.remove(object.key());
                    tally.count(true);
                }
            }
            if (page.isEmpty()) {
                return;
            }
            tally.objects += page.size();
            after = upTo;
            from = upTo;
        }
    }

    private void suspect(String from, String upTo, Set<String> listed, Tally tally) {
        Set<String> missing = rows.blobs(from, upTo, tally.begun.minus(CLOCKS));
        missing.removeAll(listed);
        suspect(missing, tally);
    }

    private void suspect(Set<String> missing, Tally tally) {
        if (!missing.isEmpty()) {
            LOG.error(
                    "{} blobs have a row but were not listed; their bytes are read next: {} …",
                    missing.size(),
                    missing.stream().limit(10).toList());
            rows.suspect(missing);
            tally.suspects += missing.size();
        }
    }

    private boolean remove(StoredObject object, String sha256) {
        if (rows.isElsewhere(sha256)) {
            // Stored twice at once, or mended: the row's own bytes are others.
            store.remove(object.key());
            return true;
        }
        Optional<SweepRows.Removal> removal = rows.claim(sha256, object.size());
        if (removal.isEmpty() || !removal.get().isSafe()) {
            return false;
        }
        LOG.warn("{} of {} bytes has no row and is removed", object.key(), object.size());
        store.remove(object.key());
        if (!removal.get().key().equals(object.key())) {
            // Given up, and its bytes lie under a key of their own.
            store.remove(removal.get().key());
        }
        rows.end(removal.get());
        return true;
    }

    private static Optional<String> hash(StoredObject object) {
        Matcher key = BLOB.matcher(object.key());
        return key.matches() ? Optional.of(key.group(3)) : Optional.empty();
    }

    private static Optional<UUID> session(StoredObject object) {
        Matcher key = INCOMING.matcher(object.key());
        return key.matches() ? Optional.of(UUID.fromString(key.group(1))) : Optional.empty();
    }
}

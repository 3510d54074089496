package org.coursewarecommons.storage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what finished sessions leave under {@code incoming/}: at once where possible, else at the next hour. */
@Component
class IncomingObjects {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingObjects.class);
    private static final Pattern SESSION = Pattern.compile("incoming/[0-9a-f-]{36}/");
    private static final int BATCH = 100;
    private static final int UNOPENED = 1000;

    private final ObjectStore store;
    private final UploadRows rows;
    private final Quotas quotas;
    private final DepositLedger deposits;
    private final SweepRows sweeps;

    IncomingObjects(ObjectStore store, UploadRows rows, Quotas quotas, DepositLedger deposits, SweepRows sweeps) {
        this.store = store;
        this.rows = rows;
        this.quotas = quotas;
        this.deposits = deposits;
        this.sweeps = sweeps;
    }

    /** Never fails the caller, whose work is done: what remains is swept later. @return false when something remains */
    boolean clear(UploadSession session) {
        try {
            store.abort(session.incomingKey(), session.s3UploadId());
            store.keys(session.incomingFolder()).forEach(store::remove);
            rows.cleared(session.id());
            return true;
        } catch (RuntimeException later) {
            LOG.warn("upload {} is not cleared yet: {}", session.id(), later.toString());
            return false;
        }
    }

    @Scheduled(
            fixedDelayString = "${courseware.storage.sweep.every:PT1H}",
            initialDelayString = "${courseware.storage.sweep.first:PT1M}")
    void sweep() {
        rows.abortExpired();
        if (abortUnopened()) {
            quotas.releaseExpired();
        }
        reviewDeposits();
        boolean goesOn = true;
        while (goesOn) {
            var batch = rows.toClear(BATCH);
            // Stops at the first failure: a dead store is not asked a hundred times.
            goesOn = !batch.isEmpty() && batch.stream().allMatch(this::clear);
        }
        try {
            clearOrphans();
        } catch (RuntimeException later) {
            LOG.warn("what lies under incoming/ is not looked through: {}", later.toString());
        }
    }

    /** What a process left that died between storing bytes and noting them, or of a part that came too late. */
    private void clearOrphans() {
        Map<UUID, List<String>> bySession = store.keys("incoming/").stream()
                .filter(key -> SESSION.matcher(key).lookingAt())
                .collect(Collectors.groupingBy(key -> UUID.fromString(key.split("/")[1])));
        Set<UUID> known = rows.uncleared(bySession.keySet());
        bySession.forEach((id, keys) -> {
            if (!known.contains(id)) {
                keys.forEach(store::remove);
            }
        });
    }

    private void reviewDeposits() {
        List<QuotaRows.Deposit> due = deposits.unsettled(BATCH);
        while (!due.isEmpty()) {
            due.forEach(deposits::review);
            due = deposits.unsettled(BATCH);
        }
    }

    /** The process died between the store's upload and the session's row: then only the key leads to it. */
    private boolean abortUnopened() {
        try {
            for (UUID id : sweeps.unopened(UNOPENED)) {
                String key = UploadSession.incomingKey(id);
                store.multipartIds(key).forEach(multipartId -> store.abort(key, multipartId));
                // A small file on its way has such room, too, and no session: nothing is found then.
                quotas.release(id);
            }
            return true;
        } catch (RuntimeException later) {
            LOG.warn("uploads without a session are not aborted yet: {}", later.toString());
            return false;
        }
    }
}

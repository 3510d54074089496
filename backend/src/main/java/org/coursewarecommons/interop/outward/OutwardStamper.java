package org.coursewarecommons.interop.outward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.interop.metadata.MetadataFormat;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.OutwardRecords;
import org.coursewarecommons.interop.outward.OutwardItems.Item;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.DigestUtils;

/**
 * Gives what has changed its datestamp, after the change was committed. A datestamp taken inside the change's own
 * transaction could become visible after a harvester has passed it, and the change would never be harvested.
 */
@Component
class OutwardStamper {

    private static final Logger LOG = LoggerFactory.getLogger(OutwardStamper.class);
    private static final int BATCH = 100;

    private final OutwardLedger ledger;
    private final OutwardItems items;
    private final OutwardRecords records;
    private final Catalogue catalogue;
    private final TransactionTemplate transaction;
    private volatile boolean enrolled;
    private volatile boolean wanted;

    OutwardStamper(
            OutwardLedger ledger,
            OutwardItems items,
            OutwardRecords records,
            Catalogue catalogue,
            TransactionTemplate transaction) {
        this.ledger = ledger;
        this.items = items;
        this.records = records;
        this.catalogue = catalogue;
        this.transaction = transaction;
    }

    /** Something was committed: the next turn, within a fifth of a second, looks. */
    void nudge() {
        wanted = true;
    }

    @Scheduled(fixedDelay = 200, initialDelay = 1000)
    void whenWanted() {
        if (wanted) {
            wanted = false;
            run();
        }
    }

    @Scheduled(fixedDelay = 2000, initialDelay = 3000)
    void run() {
        try {
            enrol();
            while (Boolean.TRUE.equals(transaction.execute(status -> stamp()))) {
                LOG.debug("more is due");
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("changes wait for their datestamp: {}", unavailable.toString());
        }
    }

    /** What was live before there was a ledger. A second backend that does the same does no harm. */
    private void enrol() {
        if (enrolled) {
            return;
        }
        if (!ledger.isComplete()) {
            UUID after = null;
            for (List<UUID> ids = catalogue.publishedIds(after, BATCH);
                    !ids.isEmpty();
                    ids = catalogue.publishedIds(after, BATCH)) {
                ledger.enrol(ids);
                after = ids.get(ids.size() - 1);
            }
            ledger.complete();
        }
        enrolled = true;
    }

    /** @return whether there may be more */
    private boolean stamp() {
        if (!items.onlyStamper()) {
            return false;
        }
        List<OutwardLedger.Due> due = ledger.due(BATCH);
        if (due.isEmpty()) {
            return false;
        }
        List<UUID> ids = due.stream().map(OutwardLedger.Due::resourceId).toList();
        Map<UUID, OutwardRecord> live = records.ofPublished(ids);
        List<Item> changed = new ArrayList<>();
        for (Audience audience : Audience.values()) {
            Map<UUID, Item> known = items.of(audience, ids);
            for (UUID id : ids) {
                Item item = item(audience, id, live.get(id), known.get(id));
                if (item != null) {
                    changed.add(item);
                }
            }
        }
        if (!changed.isEmpty()) {
            // From here to the commit nobody reads a list.
            Instant now = items.lockAndNow();
            items.save(changed, now);
        }
        ledger.stamped(due);
        return due.size() == BATCH;
    }

    /** How it is served from now on; null when nothing changes. */
    private static @Nullable Item item(
            Audience audience, UUID id, @Nullable OutwardRecord record, @Nullable Item known) {
        if (record == null || !audience.mayKnow(record)) {
            return known == null || known.deleted()
                    ? null
                    : new Item(audience, id, known.datestamp(), true, known.sets(), "");
        }
        TreeSet<String> sets = new TreeSet<>(Sets.of(record));
        String print = DigestUtils.md5DigestAsHex(MetadataFormat.JSON_LD.write(record, "")) + sets.hashCode();
        return known != null && !known.deleted() && known.fingerprint().equals(print)
                ? null
                : new Item(audience, id, Instant.EPOCH, false, sets, print);
    }
}

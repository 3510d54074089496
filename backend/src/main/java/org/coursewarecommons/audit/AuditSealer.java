package org.coursewarecommons.audit;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains lines some seconds after they were written. Not in the transaction that writes them: a chain has one end, and
 * every change in the district would wait there for every other.
 */
@Component
class AuditSealer {

    private static final int AT_ONCE = 1_000;
    private static final int SALT = 16;

    private final ChainRows rows;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    AuditSealer(ChainRows rows, TransactionTemplate transaction) {
        this.rows = rows;
        this.transaction = transaction;
    }

    /** By the wall clock, also in a simulation: it says when something was recorded, not when it was due. */
    @Scheduled(
            fixedDelayString = "${courseware.audit.seal-every:PT5S}",
            initialDelayString = "${courseware.audit.seal-every:PT5S}")
    void sealWaiting() {
        while (sealSome() == AT_ONCE) {
            // More may wait.
        }
    }

    /** @return how many; 0 also when another backend is at it */
    int sealSome() {
        Integer sealed = transaction.execute(status -> rows.lock() ? chain(rows.unsealed(AT_ONCE)) : 0);
        return sealed == null ? 0 : sealed;
    }

    private int chain(List<ChainLine> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        ChainRows.Head head = rows.head().orElse(new ChainRows.Head(0, ChainHash.ORIGIN));
        List<Seal> seals = new ArrayList<>();
        byte[] previous = head.hash();
        long seq = head.seq();
        for (ChainLine line : lines) {
            byte[] salt = new byte[SALT];
            random.nextBytes(salt);
            byte[] digest = ChainHash.ofSubject(salt, line.actorSubject());
            previous = ChainHash.of(previous, ++seq, line, digest);
            seals.add(new Seal(seq, line.isErased() ? null : salt, digest, previous));
        }
        rows.seal(lines.stream().map(ChainLine::id).toList(), seals);
        return lines.size();
    }
}

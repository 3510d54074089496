package org.coursewarecommons.interop.outward;

import org.coursewarecommons.catalog.VersionChanged;
import org.coursewarecommons.sharing.ScopesChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the ledger in the transaction of the change, at its very end: a version that gives way to its next one is never
 * gone in between.
 */
@Component
class OutwardListener {

    private final OutwardLedger ledger;
    private final OutwardStamper stamper;

    OutwardListener(OutwardLedger ledger, OutwardStamper stamper) {
        this.ledger = ledger;
        this.stamper = stamper;
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    public void on(VersionChanged change) {
        if (change.to().wasPublished() || change.from() != null && change.from().wasPublished()) {
            ledger.note(change.resourceId());
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    public void on(ScopesChanged change) {
        ledger.note(change.resourceId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void committed(ScopesChanged change) {
        stamper.nudge();
    }
}

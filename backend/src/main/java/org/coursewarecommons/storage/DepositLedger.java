package org.coursewarecommons.storage;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.storage.QuotaRows.Deposit;
import org.coursewarecommons.storage.spi.BlobReferences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes deposits off the account that nothing needs. */
@Service
class DepositLedger implements Holdings {

    /** Longer than a session lives: what was uploaded to be attached has been by then. */
    private static final Duration ATTACHED_WITHIN = UploadService.LIFETIME.plusHours(1);

    private final QuotaRows rows;
    private final BlobReferences references;

    DepositLedger(QuotaRows rows, BlobReferences references) {
        this.rows = rows;
        this.references = references;
    }

    @Override
    @Transactional
    public void keep(UUID ownerId, @Nullable UUID schoolId, StoredBlob blob) {
        rows.lock(ownerId, schoolId);
        if (rows.deposit(ownerId, schoolId, blob)) {
            rows.add(ownerId, schoolId, blob.size());
        }
    }

    @Override
    @Transactional
    public void review(UUID ownerId, String sha256) {
        rows.find(ownerId, sha256).ifPresent(this::review);
    }

    /** Deposits that were never attached: found once their time is over. */
    @Transactional(readOnly = true)
    public List<Deposit> unsettled(int limit) {
        return rows.unsettled(ATTACHED_WITHIN, limit);
    }

    @Transactional
    public void review(Deposit deposit) {
        rows.lock(deposit.ownerId(), deposit.schoolId());
        if (references.isUsedBy(deposit.ownerId(), deposit.sha256())) {
            rows.settle(deposit);
        } else if (rows.isAttachable(deposit)) {
            rows.unsettle(deposit);
        } else if (rows.withdraw(deposit)) {
            rows.add(deposit.ownerId(), deposit.schoolId(), -deposit.size());
        }
    }
}

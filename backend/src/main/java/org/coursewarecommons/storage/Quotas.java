package org.coursewarecommons.storage;

import java.time.Instant;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Room for persons and schools. Given out before the first byte is stored, under a lock on the holder's row, so that
 * two uploads begun at once cannot both take the last of it.
 */
@Component
class Quotas {

    private final QuotaRows rows;
    private final StorageProperties.Quota limits;

    Quotas(QuotaRows rows, StorageProperties properties) {
        this.rows = rows;
        this.limits = properties.quota();
    }

    /**
     * Promises room until then.
     *
     * @throws ProblemException 413 {@code quota-exceeded} when the person or the school has not as much left
     */
    @Transactional
    public void reserve(UUID id, Actor actor, long size, Instant until) {
        rows.lock(actor.id(), actor.schoolId());
        requireRoom(actor, size);
        rows.reserve(id, actor.id(), actor.schoolId(), size, until);
    }

    /**
     * A deposit of bytes that are in the store already: nothing was promised for them.
     *
     * @throws ProblemException like {@link #reserve}
     */
    @Transactional
    public void bookUnpromised(Actor actor, StoredBlob blob) {
        rows.lock(actor.id(), actor.schoolId());
        if (!rows.isDeposited(actor.id(), blob.sha256())) {
            requireRoom(actor, blob.size());
            rows.deposit(actor.id(), actor.schoolId(), blob);
            rows.add(actor.id(), actor.schoolId(), blob.size());
        }
    }

    private void requireRoom(Actor actor, long size) {
        StorageUse use = use(actor);
        long left = use.quota() - use.used();
        Long schoolLeft = use.schoolUsed() == null ? null : limits.schoolBytes() - use.schoolUsed();
        if (size > left || (schoolLeft != null && size > schoolLeft)) {
            throw new ProblemException(
                    StorageProblem.QUOTA_EXCEEDED,
                    size,
                    Math.max(0, left),
                    schoolLeft == null ? "—" : Math.max(0, schoolLeft));
        }
    }

    /** Turns promised room into a deposit; bytes that the person deposited before take no more room. */
    @Transactional
    public void book(UUID reservation, UUID ownerId, @Nullable UUID schoolId, StoredBlob blob) {
        rows.lock(ownerId, schoolId);
        rows.release(reservation);
        if (rows.deposit(ownerId, schoolId, blob)) {
            rows.add(ownerId, schoolId, blob.size());
        }
    }

    @Transactional
    public void release(UUID reservation) {
        rows.release(reservation);
    }

    @Transactional
    public void releaseExpired() {
        rows.releaseExpired();
    }

    /** Whether these bytes take no more room of this person. */
    @Transactional(readOnly = true)
    public boolean isDeposited(UUID ownerId, String sha256) {
        return rows.isDeposited(ownerId, sha256);
    }

    @Transactional(readOnly = true)
    public StorageUse use(Actor actor) {
        UUID school = actor.schoolId();
        return new StorageUse(
                rows.usedByPerson(actor.id()),
                limits.personBytes(),
                school == null ? null : rows.usedBySchool(school),
                school == null ? null : limits.schoolBytes());
    }
}

package org.coursewarecommons.storage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What counts for a quota: the bytes of a person's files in any state, of finished uploads until these run out, and room
 * promised to uploads under way; the same bytes of the same person once. Bytes that nothing of the person needs any more
 * stop counting at once, although they lie in the store until a purge. Called in the transaction that changes the files.
 */
public interface Holdings {

    /** A file of this person consists of these bytes now. @param schoolId null for who belongs to none */
    void keep(UUID ownerId, @Nullable UUID schoolId, StoredBlob blob);

    /** A file of this person that consisted of these bytes is gone. */
    void review(UUID ownerId, String sha256);
}

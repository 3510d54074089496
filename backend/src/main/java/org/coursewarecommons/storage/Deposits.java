package org.coursewarecommons.storage;

import java.util.UUID;
import org.coursewarecommons.identity.Actor;

/**
 * What counts for a quota: the bytes of a person's files in any state, of finished uploads until these run out, and room
 * promised to uploads under way; the same bytes of the same person once. Bytes that nothing of the person needs any more
 * stop counting at once, although they lie in the store until a purge. Called in the transaction that changes the files.
 */
public interface Deposits {

    /** A file of this person consists of these bytes now. */
    void keep(Actor owner, StoredBlob blob);

    /** A file of this person that consisted of these bytes is gone. */
    void review(UUID ownerId, String sha256);
}

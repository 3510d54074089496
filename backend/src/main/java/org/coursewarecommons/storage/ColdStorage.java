package org.coursewarecommons.storage;

import java.util.Collection;

/**
 * Bytes that are kept but no longer handed out, and bytes that are given up. The marks are set in the caller's
 * transaction; which bytes nothing else needs is the caller's to know.
 */
public interface ColdStorage {

    /** Puts blobs away; those that are so already keep their date. */
    void freeze(Collection<String> sha256s);

    /** Takes blobs out again. */
    void thaw(Collection<String> sha256s);

    /**
     * Gives blobs up for good: from the end of the transaction on they count as being taken away, and whoever deposits
     * the same bytes anew stores them anew.
     *
     * @return how many were there
     */
    int giveUp(Collection<String> sha256s);

    /**
     * Removes the objects of blobs that were given up. Never called inside a transaction; what the store does not take
     * away now, its sweep does later.
     */
    void removeGivenUp(Collection<String> sha256s);
}

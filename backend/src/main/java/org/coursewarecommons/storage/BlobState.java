package org.coursewarecommons.storage;

/** What is known of a blob's bytes. */
public enum BlobState {
    /** They were those of its name when last read. */
    OK,
    /** Other bytes lie under its name. */
    CORRUPT,
    /** Nothing lies under its name. */
    MISSING,
    /** No blob: bytes that nobody knows are being taken away. */
    REMOVING,
    /** They were given up for good. The row stays for what still names it; the same bytes may come anew. */
    PURGED
}

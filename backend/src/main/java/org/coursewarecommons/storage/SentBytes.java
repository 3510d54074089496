package org.coursewarecommons.storage;

/**
 * Bytes that the store has taken.
 *
 * @param eTag as the store answered, without quotes
 * @param md5 of what was sent, as hexadecimal digits
 */
record SentBytes(String eTag, String md5) {

    /** Whether the store's answer shows that it has these very bytes. A store that encrypts has other entity tags. */
    boolean isProven() {
        return eTag.equals(md5);
    }
}

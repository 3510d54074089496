package org.coursewarecommons.inspection.worker;

/**
 * How much an archive may unpack to, everything nested in it included.
 *
 * @param totalBytes unpacked
 * @param ratio unpacked to packed bytes, of each entry and of the whole
 * @param depth archives within archives; 1 is the file itself
 */
record ArchiveLimits(long totalBytes, int entries, int ratio, int depth) {

    static final ArchiveLimits STANDARD = new ArchiveLimits(1L << 30, 10_000, 100, 3);

    /** Small texts of one repeated character are no bomb, however well they pack. */
    static final long RATIO_COUNTS_FROM = 100 << 10;
}

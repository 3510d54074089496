package org.coursewarecommons.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * Which bytes of a file are sent (RFC 9110, 14).
 *
 * @param offset of the first
 * @param length how many, at least 1
 * @param partial false when all are sent because nothing less was asked for
 */
record ByteRange(long offset, long length, boolean partial) {

    /**
     * Several ranges at once are answered with the whole, as 14.2 allows: no player or download manager asks for them, and
     * they are a known way to make a server work. So is what isn't understood.
     *
     * @param header the {@code Range} field
     * @return null when the file has none of these bytes
     */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        ByteRange whole = new ByteRange(0, size, false);
        if (header == null) {
            return whole;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(header);
        } catch (IllegalArgumentException malformed) {
            return whole;
        }
        if (ranges.size() != 1) {
            return whole;
        }
        try {
            long start = ranges.get(0).getRangeStart(size);
            long end = ranges.get(0).getRangeEnd(size);
            return start > end || start >= size ? null : new ByteRange(start, end - start + 1, true);
        } catch (IllegalArgumentException beyond) {
            return null;
        }
    }

    /** One download in many ranges has one that begins at the beginning. */
    boolean fromStart() {
        return offset == 0;
    }

    /** The {@code Content-Range} field. */
    String of(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}

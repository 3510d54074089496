package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Tells MP4 from QuickTime, which share one container: the {@code ftyp} box at the start (ISO/IEC 14496-12, 4.3) names
 * the brands a file follows. Tika knows only a few of them and calls the rest QuickTime.
 */
final class MediaBrands {

    private static final Set<String> MP4 =
            Set.of("isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ");

    private static final int MAX_BOX = 512;

    private MediaBrands() {}

    /** {@code video/mp4} when one of the brands says so, else what was detected. */
    static String refine(Path file, String detected) throws IOException {
        if (!detected.equals("video/quicktime")) {
            return detected;
        }
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(MAX_BOX);
        }
        if (start.length < 16 || !text(start, 4).equals("ftyp")) {
            return detected;
        }
        int end = Math.min(Math.max(ByteBuffer.wrap(start).getInt(), 0), start.length);
        for (int at = 8; at + 4 <= end; at += 4) {
            // The second word of the box is the version of its brand.
            if (at != 12 && MP4.contains(text(start, at))) {
                return "video/mp4";
            }
        }
        return detected;
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}

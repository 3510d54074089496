package org.coursewarecommons.seeds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Sets the creation and modification times in a film's headers to zero (unknown): the muxer writes the clock. */
final class MovieTimes {
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia");
    private static final Set<String> HEADERS = Set.of("mvhd", "tkhd", "mdhd");

    private MovieTimes() {}

    static void fix(Path film) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(film));
        walk(bytes, 0, bytes.capacity());
        Files.write(film, bytes.array());
    }

    private static void walk(ByteBuffer b, int from, int until) throws IOException {
        int at = from;
        while (at + 8 <= until) {
            long size = b.getInt(at) & 0xFFFF_FFFFL;
            String type = new String(b.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
            int head = 8;
            if (size == 1) {
                size = b.getLong(at + 8);
                head = 16;
            }
            if (size < head || at + size > until) {
                throw new IOException("bad box " + type + " at " + at);
            }
            if (CONTAINERS.contains(type)) {
                walk(b, at + head, (int) (at + size));
            } else if (HEADERS.contains(type)) {
                int width = b.get(at + head) == 1 ? 16 : 8;
                java.util.Arrays.fill(b.array(), at + head + 4, at + head + 4 + width, (byte) 0);
            }
            at += (int) size;
        }
    }
}

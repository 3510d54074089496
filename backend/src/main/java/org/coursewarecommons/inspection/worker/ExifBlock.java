package org.coursewarecommons.inspection.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The smallest Exif data (TIFF 6.0, big-endian) that says how a picture is held, and who made it. */
final class ExifBlock {

    private static final int ORIENTATION = 0x0112;
    private static final int ARTIST = 0x013B;
    private static final int COPYRIGHT = 0x8298;
    private static final short ASCII = 2;
    private static final short SHORT = 3;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;

    private ExifBlock() {}

    /** Empty when it would say nothing. @param orientation 1 to 8 */
    static byte[] of(int orientation, String artist, String copyright) {
        if (orientation == 1 && artist.isEmpty() && copyright.isEmpty()) {
            return new byte[0];
        }
        byte[] by = text(artist);
        byte[] rights = text(copyright);
        int values = HEADER + Short.BYTES + 3 * ENTRY + Integer.BYTES;
        ByteBuffer block = ByteBuffer.allocate(values + by.length + rights.length);
        block.put(new byte[] {'M', 'M', 0, 42}).putInt(HEADER).putShort((short) 3);
        block.putShort((short) ORIENTATION)
                .putShort(SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        entry(block, ARTIST, by.length, values);
        entry(block, COPYRIGHT, rights.length, values + by.length);
        return block.putInt(0).put(by).put(rights).array();
    }

    private static void entry(ByteBuffer block, int tag, int length, int at) {
        block.putShort((short) tag).putShort(ASCII).putInt(length).putInt(at);
    }

    /** Ends with NUL and is longer than four bytes, since shorter values would have to stand in the entry itself. */
    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return java.util.Arrays.copyOf(bytes, Math.max(bytes.length + 1, 6));
    }
}

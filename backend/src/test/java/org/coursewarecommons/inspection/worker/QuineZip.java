package org.coursewarecommons.inspection.worker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An archive whose only entry is the archive itself, so that unpacking never ends. Made after Russ Cox, "Zip Files All The
 * Way Down": units of five bytes, each either L (n units follow literally) or R (the last n units once more), in an order
 * that prints itself. The checksum, which is part of what it sums, is found by solving 32 linear equations over bits.
 */
final class QuineZip {

    private static final int UNIT = 5;
    private static final byte[] NAME = "unpack-me-and-then-once-more.z".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = "seventeen letterz".getBytes(StandardCharsets.US_ASCII);

    private static final int HEADER = 30 + NAME.length;
    private static final int TRAILER = 46 + NAME.length + 22 + COMMENT.length;
    private static final int PACKED = 65 * UNIT;
    private static final int WHOLE = HEADER + PACKED + TRAILER;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int checksum;

    private QuineZip(int checksum) {
        this.checksum = checksum;
    }

    static byte[] bytes() {
        return new QuineZip(solve()).write();
    }

    private byte[] write() {
        int p = HEADER / UNIT + 1;
        int s = TRAILER / UNIT + 1;
        byte[] again = repeatHeader();
        byte[] four = repeatFour();
        byte[] last = repeatTrailer();
        put(header(), literal(p), header(), literal(p), again);
        put(literal(1), again, literal(1), literal(1));
        put(literal(4), again, literal(1), literal(1), literal(4), four);
        put(literal(4), four, literal(4), four, literal(4), four);
        put(literal(4), four, literal(0), literal(0), literal(s), four, literal(0), literal(0));
        put(literal(s), last, trailer(), last, trailer());
        return out.toByteArray();
    }

    private void put(byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
    }

    private byte[] header() {
        return little(HEADER)
                .putInt(0x04034B50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0x58210000)
                .putInt(checksum)
                .putInt(PACKED)
                .putInt(WHOLE)
                .putShort((short) NAME.length)
                .putShort((short) 0)
                .put(NAME)
                .array();
    }

    private byte[] trailer() {
        return little(TRAILER)
                .putInt(0x02014B50)
                .putShort((short) 20)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0x58210000)
                .putInt(checksum)
                .putInt(PACKED)
                .putInt(WHOLE)
                .putShort((short) NAME.length)
                .position(46)
                .put(NAME)
                .put(RawZip.end(1, 46 + NAME.length, HEADER + PACKED, COMMENT.length))
                .put(COMMENT)
                .array();
    }

    /** A stored block's head (RFC 1951 3.2.4): five bytes because it starts at a byte's border. */
    private static byte[] literal(int units) {
        int length = units * UNIT;
        return little(UNIT)
                .put((byte) 0)
                .putShort((short) length)
                .putShort((short) ~length)
                .array();
    }

    /** 65 bytes from 65 back, then an empty block to fill 40 bits. */
    private static byte[] repeatHeader() {
        Bits bits = new Bits();
        bits.add(0b010, 3)
                .code(276 - 256, 7)
                .add(65 - 59, 3)
                .code(12, 5)
                .add(0, 5)
                .code(0, 7);
        return bits.add(0b010, 3).code(0, 7).bytes();
    }

    /** 20 bytes from 20 back, as ten and ten. */
    private static byte[] repeatFour() {
        Bits bits = new Bits().add(0b010, 3);
        for (int half = 0; half < 2; half++) {
            bits.code(264 - 256, 7).code(8, 5).add(20 - 17, 3);
        }
        return bits.code(0, 7).bytes();
    }

    /** 119 bytes from 120 back and the last letter, in the last block. */
    private static byte[] repeatTrailer() {
        Bits bits = new Bits()
                .add(0b011, 3)
                .code(0b11000000, 8)
                .add(119 - 115, 4)
                .code(13, 5)
                .add(120 - 97, 5);
        return bits.code(0x30 + COMMENT[COMMENT.length - 1], 8).code(0, 7).bytes();
    }

    /** Bits as deflate packs them: numbers from their lowest bit, codes from their highest. */
    private static final class Bits {
        private long bits;
        private int length;

        Bits add(int value, int count) {
            bits |= (long) value << length;
            length += count;
            return this;
        }

        Bits code(int value, int count) {
            return add(Integer.reverse(value) >>> 32 - count, count);
        }

        byte[] bytes() {
            if (length != 8 * UNIT) {
                throw new IllegalStateException(length + " bits");
            }
            byte[] bytes = new byte[UNIT];
            for (int i = 0; i < UNIT; i++) {
                bytes[i] = (byte) (bits >>> 8 * i);
            }
            return bytes;
        }
    }

    /** The sum of the archive depends on each bit x(i) of the sum within it by an exclusive or: x = c + A x. */
    private static int solve() {
        int constant = sum(0);
        long[] rows = new long[32];
        for (int column = 0; column < 32; column++) {
            int effect = sum(1 << column) ^ constant ^ 1 << column;
            for (int row = 0; row < 32; row++) {
                rows[row] |= (long) (effect >>> row & 1) << column;
            }
        }
        for (int row = 0; row < 32; row++) {
            rows[row] |= (long) (constant >>> row & 1) << 32;
        }
        for (int column = 0; column < 32; column++) {
            int pivot = column;
            while ((rows[pivot] >>> column & 1) == 0) {
                pivot++;
            }
            long found = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = found;
            for (int row = 0; row < 32; row++) {
                if (row != column && (rows[row] >>> column & 1) == 1) {
                    rows[row] ^= found;
                }
            }
        }
        int solution = 0;
        for (int row = 0; row < 32; row++) {
            solution |= (int) (rows[row] >>> 32 & 1) << row;
        }
        return solution;
    }

    private static int sum(int within) {
        CRC32 crc = new CRC32();
        crc.update(new QuineZip(within).write());
        return (int) crc.getValue();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}

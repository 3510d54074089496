package org.coursewarecommons.inspection.worker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives byte by byte, so that they can say other things than they are. */
final class RawZip {

    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;

    /** Both names the same, packed as usual. */
    RawZip add(String name, byte[] content) {
        return add(name, name, content);
    }

    /** One name for readers from the front, one for readers from the end. */
    RawZip add(String localName, String centralName, byte[] content) {
        Packed packed = deflate(content);
        int offset = local(localName, 8, packed);
        central(centralName, 8, packed, offset, 0);
        return this;
    }

    /** Says another method at the end than at the front. */
    RawZip addWithTwoMethods(String name, byte[] content) {
        Packed packed = deflate(content);
        central(name, 0, packed, local(name, 8, packed), 0);
        return this;
    }

    /** @param mode of Unix, for links and devices */
    RawZip addWithMode(String name, byte[] content, int mode) {
        Packed packed = deflate(content);
        central(name, 8, packed, local(name, 8, packed), mode);
        return this;
    }

    /** Many names for one and the same packed bytes, each a copy of them. */
    RawZip addCopies(String prefix, int copies, byte[] content) {
        Packed packed = deflate(content);
        for (int i = 0; i < copies; i++) {
            central(prefix + i, 8, packed, local(prefix + i, 8, packed), 0);
        }
        return this;
    }

    /** Many names for the same packed bytes, which are there only once. */
    RawZip addOverlapping(String prefix, int names, byte[] content) {
        Packed packed = deflate(content);
        int offset = local(prefix, 8, packed);
        for (int i = 0; i < names; i++) {
            central(prefix, 8, packed, offset, 0);
        }
        return this;
    }

    /** Bytes that belong to no entry. */
    RawZip hide(byte[] bytes) {
        files.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return bytes(new byte[0]);
    }

    byte[] bytes(byte[] comment) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(files.toByteArray());
        whole.writeBytes(directory.toByteArray());
        whole.writeBytes(end(entries, directory.size(), files.size(), comment.length));
        whole.writeBytes(comment);
        return whole.toByteArray();
    }

    static byte[] end(int entries, int directoryLength, int directoryAt, int commentLength) {
        return little(22)
                .putInt(0x06054B50)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(directoryLength)
                .putInt(directoryAt)
                .putShort((short) commentLength)
                .array();
    }

    private record Packed(byte[] bytes, long crc, int size) {}

    private int local(String name, int method, Packed packed) {
        int offset = files.size();
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        files.writeBytes(little(30)
                .putInt(0x04034B50)
                .putShort((short) 20)
                .putShort((short) 0x800)
                .putShort((short) method)
                .putInt(0x58210000)
                .putInt((int) packed.crc())
                .putInt(packed.bytes().length)
                .putInt(packed.size())
                .putShort((short) encoded.length)
                .putShort((short) 0)
                .array());
        files.writeBytes(encoded);
        files.writeBytes(packed.bytes());
        return offset;
    }

    private void central(String name, int method, Packed packed, int offset, int mode) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        directory.writeBytes(little(46)
                .putInt(0x02014B50)
                .putShort((short) (3 << 8 | 20))
                .putShort((short) 20)
                .putShort((short) 0x800)
                .putShort((short) method)
                .putInt(0x58210000)
                .putInt((int) packed.crc())
                .putInt(packed.bytes().length)
                .putInt(packed.size())
                .putShort((short) encoded.length)
                .putInt(0)
                .putInt(0)
                .putInt(mode << 16)
                .putInt(offset)
                .array());
        directory.writeBytes(encoded);
        entries++;
    }

    private static Packed deflate(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return new Packed(packed.toByteArray(), crc.getValue(), content.length);
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the skeleton of a ZIP (APPNOTE 6.3: 4.3.7, 4.3.12, 4.3.14–4.3.16) by itself, for the tricks that a library
 * smooths over: readers that trust the local headers and readers that trust the directory at the end must see the same
 * files, every byte must belong to one of them, and to one only.
 */
final class ZipStructure {

    private static final int LOCAL = 0x04034B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int END = 0x06054B50;
    private static final int END_64 = 0x06064B50;
    private static final int LOCATOR_64 = 0x07064B50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final long ABSENT = 0xFFFFFFFFL;
    /** Signature, checksum and two long sizes after the data of an entry. */
    private static final int DESCRIPTOR = 24;
    /** Alignment and the leavings of editors; a picture or a program does not fit. */
    private static final long HARMLESS_GAP = 4096;

    private final FileChannel file;
    private final int maxEntries;
    private final Findings findings;
    private final String within;

    private ZipStructure(FileChannel file, int maxEntries, Findings findings, String within) {
        this.file = file;
        this.maxEntries = maxEntries;
        this.findings = findings;
        this.within = within;
    }

    private record Directory(long at, long end, long entries) {}

    private record Central(long offset, long packed, int flags, int method, byte[] name) {}

    /** @param within names the archive in findings when it lies inside another, else empty */
    static void require(Path archive, int maxEntries, Findings findings, String within) throws IOException, Rejection {
        try (FileChannel file = FileChannel.open(archive)) {
            new ZipStructure(file, maxEntries, findings, within).require();
        }
    }

    private void require() throws IOException, Rejection {
        Directory directory = directory();
        if (directory.entries() > maxEntries) {
            throw Rejection.failed("archive-limit", within + "entries > " + maxEntries);
        }
        List<long[]> extents = new ArrayList<>();
        long at = directory.at();
        for (long i = 0; i < directory.entries(); i++) {
            ByteBuffer header = read(at, 46);
            if (header.getInt(0) != CENTRAL) {
                throw mismatch("directory entry " + i);
            }
            int name = header.getShort(28) & 0xFFFF;
            int extra = header.getShort(30) & 0xFFFF;
            int comment = header.getShort(32) & 0xFFFF;
            extents.add(local(central(at, header, name, extra)));
            at += 46L + name + extra + comment;
        }
        if (at > directory.end()) {
            throw mismatch("directory length");
        }
        requireSeamless(extents, directory.at());
    }

    /** The end record closes the file exactly: what lies behind it is another file's. */
    private Directory directory() throws IOException, Rejection {
        long size = file.size();
        int length = (int) Math.min(size, MAX_COMMENT + END_LENGTH);
        ByteBuffer tail = read(size - length, length);
        for (int i = length - END_LENGTH; i >= 0; i--) {
            if (tail.getInt(i) != END) {
                continue;
            }
            if (i + END_LENGTH + (tail.getShort(i + 20) & 0xFFFF) != length) {
                throw Rejection.failed("polyglot", within + "bytes after the end of the archive");
            }
            return directory(tail, i, size - length + i);
        }
        throw Rejection.failed("unreadable", within + "no end record");
    }

    private Directory directory(ByteBuffer tail, int i, long endAt) throws IOException, Rejection {
        long entries = tail.getShort(i + 10) & 0xFFFF;
        long length = tail.getInt(i + 12) & ABSENT;
        long at = tail.getInt(i + 16) & ABSENT;
        long end = endAt;
        if (endAt >= 20 && read(endAt - 20, 4).getInt(0) == LOCATOR_64) {
            end = read(endAt - 20, 20).getLong(8);
            ByteBuffer record = read(end, 56);
            if (record.getInt(0) != END_64) {
                throw mismatch("64 bit end record");
            }
            entries = record.getLong(32);
            length = record.getLong(40);
            at = record.getLong(48);
        }
        if (at < 0 || length < 0 || entries < 0 || at + length != end) {
            // Something stands before the archive, so that all offsets are off: two files in one.
            throw Rejection.failed("polyglot", within + "directory is not where the archive says");
        }
        return new Directory(at, end, entries);
    }

    private Central central(long at, ByteBuffer header, int nameLength, int extraLength) throws IOException, Rejection {
        byte[] name = read(at + 46, nameLength).array();
        long packed = header.getInt(20) & ABSENT;
        long unpacked = header.getInt(24) & ABSENT;
        long offset = header.getInt(42) & ABSENT;
        if (packed == ABSENT || offset == ABSENT) {
            ByteBuffer extra = read(at + 46 + nameLength, extraLength);
            int field = field(extra, 1);
            field += unpacked == ABSENT ? 8 : 0;
            if (packed == ABSENT) {
                packed = longAt(extra, field);
                field += 8;
            }
            offset = offset == ABSENT ? longAt(extra, field) : offset;
        }
        return new Central(offset, packed, header.getShort(8), header.getShort(10), name);
    }

    private int field(ByteBuffer extra, int id) throws Rejection {
        for (int at = 0; at + 4 <= extra.limit(); at += 4 + (extra.getShort(at + 2) & 0xFFFF)) {
            if (extra.getShort(at) == id) {
                return at + 4;
            }
        }
        throw mismatch("64 bit sizes");
    }

    private long longAt(ByteBuffer extra, int at) throws Rejection {
        if (at + 8 > extra.limit()) {
            throw mismatch("64 bit sizes");
        }
        return extra.getLong(at);
    }

    /** @return where the entry's bytes begin and end, its header included */
    private long[] local(Central central) throws IOException, Rejection {
        ByteBuffer header = read(central.offset(), 30);
        int nameLength = header.getShort(26) & 0xFFFF;
        String shown = new String(central.name(), StandardCharsets.UTF_8);
        byte[] name = header.getInt(0) == LOCAL
                ? read(central.offset() + 30, nameLength).array()
                : new byte[0];
        int flags = header.getShort(6);
        if (header.getInt(0) != LOCAL
                || !Arrays.equals(name, central.name())
                || header.getShort(8) != central.method()
                || (flags & ENCRYPTED) != (central.flags() & ENCRYPTED)) {
            throw mismatch(shown);
        }
        long packed = header.getInt(18) & ABSENT;
        if ((flags & SIZES_FOLLOW) == 0 && packed != ABSENT && packed != central.packed()) {
            throw mismatch(shown);
        }
        long data = central.offset() + 30 + nameLength + (header.getShort(28) & 0xFFFF);
        return new long[] {central.offset(), data + central.packed()};
    }

    private void requireSeamless(List<long[]> extents, long directory) throws Rejection {
        extents.sort(Comparator.comparingLong(extent -> extent[0]));
        long covered = 0;
        long hidden = 0;
        for (long[] extent : extents) {
            if (extent[0] < covered) {
                // How a bomb of kilobytes unpacks to petabytes without nesting.
                throw mismatch("overlapping entries");
            }
            if (covered == 0 && extent[0] > 0) {
                throw Rejection.failed("polyglot", within + "bytes before the archive");
            }
            hidden += Math.max(0, extent[0] - covered - DESCRIPTOR);
            covered = extent[1];
        }
        if (covered > directory) {
            throw mismatch("overlapping entries");
        }
        hidden += Math.max(0, directory - covered - DESCRIPTOR);
        if (hidden > HARMLESS_GAP) {
            findings.review("hidden-data", within + hidden + " bytes");
        }
    }

    private Rejection mismatch(String what) {
        return Rejection.failed("archive-mismatch", within + what);
    }

    private ByteBuffer read(long at, int length) throws IOException, Rejection {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (at < 0) {
            throw mismatch("offset " + at);
        }
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw Rejection.failed("unreadable", within + "the archive is cut off");
            }
        }
        return bytes;
    }
}

package org.coursewarecommons.inspection.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** Copies a PNG (ISO/IEC 15948) chunk by chunk without its texts, its Exif data and whatever follows its end. */
final class PngParts {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final Set<String> DROPPED = Set.of("eXIf", "tEXt", "zTXt", "iTXt");
    /** As old programs pack Exif data into a text, where its reader may not look. */
    private static final String RAW_PROFILE = "Raw profile type";

    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private final DataOutputStream out;

    PngParts(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @param exif to be put in; none when empty @return whether there is a place where no reader looks */
    boolean copy(byte[] exif) throws IOException {
        if (in.readLong() != SIGNATURE) {
            throw new IOException("no PNG");
        }
        out.writeLong(SIGNATURE);
        boolean hidden = false;
        boolean written = exif.length == 0;
        String type = "";
        while (!type.equals("IEND")) {
            int length = in.readInt();
            type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            if (length < 0 || type.length() < 4) {
                throw new IOException("a chunk without end");
            }
            if (type.equals("IDAT") && !written) {
                writeExif(exif);
                written = true;
            }
            if (DROPPED.contains(type)) {
                byte[] start = in.readNBytes(Math.min(length, RAW_PROFILE.length()));
                hidden |= new String(start, StandardCharsets.ISO_8859_1).equals(RAW_PROFILE);
                skip(length - start.length + Integer.BYTES);
            } else {
                out.writeInt(length);
                out.writeBytes(type);
                pass(length + (long) Integer.BYTES);
            }
        }
        return hidden || in.read() >= 0;
    }

    private void writeExif(byte[] exif) throws IOException {
        byte[] type = "eXIf".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(exif);
        out.writeInt(exif.length);
        out.write(type);
        out.write(exif);
        out.writeInt((int) sum.getValue());
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
    }

    private void pass(long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(length, BUFFER)];
        for (long left = length; left > 0; ) {
            int count = (int) Math.min(left, buffer.length);
            in.readFully(buffer, 0, count);
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}

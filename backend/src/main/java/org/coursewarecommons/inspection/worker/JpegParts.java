package org.coursewarecommons.inspection.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Copies a JPEG (ITU-T T.81, annex B) segment by segment without what programs put beside the picture: Exif, XMP, IPTC,
 * makers' data, comments, and whatever follows its end (second pictures and films of telephones have places, too).
 */
final class JpegParts {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int PROFILE = 0xE2;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;

    private final DataInputStream in;
    private final DataOutputStream out;
    private byte[] kept = new byte[0];

    JpegParts(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @param exif to be put in; none when empty @return whether something hung on behind the picture */
    boolean copy(byte[] exif) throws IOException {
        kept = exif;
        if (in.readUnsignedShort() != (0xFF00 | START)) {
            throw new IOException("no JPEG");
        }
        out.writeShort(0xFF00 | START);
        int marker = marker();
        while (marker != END) {
            marker = marker == SCAN ? scan() : segment(marker);
        }
        out.writeShort(0xFF00 | END);
        return in.read() >= 0;
    }

    private int marker() throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            throw new IOException("no marker where one should be");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xFF) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    private int segment(int marker) throws IOException {
        if (marker != JFIF && kept.length > 0) {
            writeExif();
        }
        byte[] content = content();
        if (isWanted(marker, content)) {
            write(marker, content);
        }
        return marker();
    }

    private byte[] content() throws IOException {
        int length = in.readUnsignedShort();
        if (length < 2) {
            throw new IOException("a segment without length");
        }
        byte[] content = new byte[length - 2];
        in.readFully(content);
        return content;
    }

    private static boolean isWanted(int marker, byte[] content) {
        if (marker == PROFILE) {
            return startsWith(content, "ICC_PROFILE\0");
        }
        return marker == JFIF || marker == ADOBE || marker < JFIF || marker > LAST_APPLICATION && marker != COMMENT;
    }

    /** The bytes of the picture itself, up to the next marker that is none of theirs. */
    private int scan() throws IOException {
        if (kept.length > 0) {
            writeExif();
        }
        write(SCAN, content());
        while (true) {
            int next = in.readUnsignedByte();
            if (next != 0xFF) {
                out.write(next);
                continue;
            }
            int marker = in.readUnsignedByte();
            while (marker == 0xFF) {
                marker = in.readUnsignedByte();
            }
            boolean belongs = marker == 0 || marker >= 0xD0 && marker <= 0xD7;
            if (!belongs) {
                return marker;
            }
            out.write(0xFF);
            out.write(marker);
        }
    }

    private void writeExif() throws IOException {
        byte[] content = new byte[6 + kept.length];
        System.arraycopy("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 6);
        System.arraycopy(kept, 0, content, 6, kept.length);
        kept = new byte[0];
        write(EXIF, content);
    }

    private void write(int marker, byte[] content) throws IOException {
        out.writeShort(0xFF00 | marker);
        out.writeShort(content.length + 2);
        out.write(content);
    }

    private static boolean startsWith(byte[] content, String text) {
        byte[] start = text.getBytes(StandardCharsets.US_ASCII);
        return content.length >= start.length
                && java.util.Arrays.equals(content, 0, start.length, start, 0, start.length);
    }
}

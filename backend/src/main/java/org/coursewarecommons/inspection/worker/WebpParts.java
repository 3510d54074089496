package org.coursewarecommons.inspection.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Copies a WebP (RFC 9649) chunk by chunk without its Exif and XMP data and whatever follows its end. Orientation is not
 * kept: the format has no way to say it but Exif, and its own readers ignore that.
 */
final class WebpParts {

    private static final Set<String> DROPPED = Set.of("EXIF", "XMP ");
    private static final int EXIF_AND_XMP = 0x08 | 0x04;

    private final DataInputStream in;
    private final DataOutputStream out;

    WebpParts(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @return whether something hung on behind the picture */
    boolean copy(byte[] ignored, long fileSize) throws IOException {
        byte[] content = new byte[0];
        if (!tag().equals("RIFF")) {
            throw new IOException("no WebP");
        }
        long declared = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        if (declared + 8 > fileSize || declared > Integer.MAX_VALUE - 16 || !tag().equals("WEBP")) {
            throw new IOException("no WebP");
        }
        java.io.ByteArrayOutputStream chunks = new java.io.ByteArrayOutputStream();
        for (long left = declared - 4; left >= 8; ) {
            String type = tag();
            int size = Integer.reverseBytes(in.readInt());
            long padded = (size & 0xFFFFFFFFL) + (size & 1);
            if (size < 0 || padded > left - 8) {
                throw new IOException("a chunk without end");
            }
            content = new byte[(int) padded];
            in.readFully(content);
            left -= 8 + padded;
            if (!DROPPED.contains(type)) {
                if (type.equals("VP8X")) {
                    content[0] &= ~EXIF_AND_XMP;
                }
                chunks.write(type.getBytes(StandardCharsets.ISO_8859_1));
                DataOutputStream header = new DataOutputStream(chunks);
                header.writeInt(Integer.reverseBytes(size));
                header.write(content);
            }
        }
        out.writeBytes("RIFF");
        out.writeInt(Integer.reverseBytes(chunks.size() + 4));
        out.writeBytes("WEBP");
        chunks.writeTo(out);
        return in.read() >= 0;
    }

    private String tag() throws IOException {
        return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    }
}

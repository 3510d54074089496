package org.coursewarecommons.inspection.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures that say where they were taken: 31° 14' 0" N, 121° 29' 0" E. */
public final class Photographs {

    /** 1 by 1 pixels, lossless. */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    private Photographs() {}

    static byte[] plain(String format) {
        if (format.equals("webp")) {
            return Base64.getDecoder().decode(WEBP);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
            image.createGraphics().fillRect(0, 0, 20, 20);
            ImageIO.write(image, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Held on its side, by an artist, with its place. */
    public static byte[] jpeg() {
        byte[] content = concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif());
        byte[] head = ByteBuffer.allocate(4)
                .putShort((short) 0xFFE1)
                .putShort((short) (content.length + 2))
                .array();
        return inserted(plain("jpg"), 2, concat(head, content));
    }

    /** A JPEG whose place stands in XMP alone. */
    static byte[] jpegWithXmp() {
        byte[] content = ("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                        + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                        + " xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='31,14.0N'/>"
                        + "</rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] head = ByteBuffer.allocate(4)
                .putShort((short) 0xFFE1)
                .putShort((short) (content.length + 2))
                .array();
        return inserted(plain("jpg"), 2, concat(head, content));
    }

    static byte[] png() {
        byte[] exif = exif();
        byte[] type = "eXIf".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(exif);
        ByteBuffer chunk = ByteBuffer.allocate(exif.length + 12)
                .putInt(exif.length)
                .put(type)
                .put(exif)
                .putInt((int) sum.getValue());
        // After the signature and the header.
        return inserted(plain("png"), 33, chunk.array());
    }

    static byte[] webp() {
        byte[] plain = plain("webp");
        byte[] exif = exif();
        ByteBuffer extended = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        extended.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put((byte) 0x08);
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + exif.length + exif.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(exif.length)
                .put(exif);
        byte[] all = concat(inserted(plain, 12, extended.array()), chunk.array());
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(4, all.length - 8);
        return all;
    }

    /** TIFF, big-endian: orientation 6, an artist, and a second directory with the place. */
    private static byte[] exif() {
        byte[] artist = "Zhang Laoshi\0".getBytes(StandardCharsets.US_ASCII);
        int artistAt = 8 + 2 + 3 * 12 + 4;
        int gpsAt = artistAt + artist.length + 1;
        int valuesAt = gpsAt + 2 + 4 * 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(valuesAt + 48);
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, 6 << 16);
        entry(tiff, 0x013B, 2, artist.length, artistAt);
        entry(tiff, 0x8825, 4, 1, gpsAt);
        tiff.putInt(0).put(artist).put((byte) 0);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, valuesAt);
        entry(tiff, 3, 2, 2, 'E' << 24);
        entry(tiff, 4, 5, 3, valuesAt + 24);
        tiff.putInt(0);
        for (int number : new int[] {31, 14, 0, 121, 29, 0}) {
            tiff.putInt(number).putInt(1);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    static byte[] inserted(byte[] into, int at, byte[] what) {
        return ByteBuffer.allocate(into.length + what.length)
                .put(into, 0, at)
                .put(what)
                .put(into, at, into.length - at)
                .array();
    }

    static byte[] concat(byte[] one, byte[] other) {
        return inserted(one, one.length, other);
    }
}

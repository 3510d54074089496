package org.coursewarecommons.localstack.journey;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes slides larger without touching what they say, because an upload in parts needs more bytes than a repository
 * should hold: a picture of noise, tied to the last slide by a relationship that no shape uses. The same input and size
 * give the same bytes, so that a repeated run stores nothing twice.
 */
final class PaddedSlides {

    private static final String RELATIONS = "ppt/slides/_rels/slide3.xml.rels";
    private static final String RELATION = "<Relationship Id=\"rIdNoise\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
            + " Target=\"../media/noise.png\"/>";
    private static final long SEED = 2026;
    private static final int PIXELS_A_ROW = 1024;
    private static final int ROW_BYTES = PIXELS_A_ROW * 3;

    private PaddedSlides() {}

    /** Writes {@code target}: {@code source} and at least {@code mebibytes} MiB of noise. */
    static void write(Path source, Path target, int mebibytes) throws IOException {
        boolean tied = false;
        try (var in = new ZipInputStream(Files.newInputStream(source));
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals(RELATIONS)) {
                    bytes = new String(bytes, StandardCharsets.UTF_8)
                            .replace("</Relationships>", RELATION + "</Relationships>")
                            .getBytes(StandardCharsets.UTF_8);
                    tied = true;
                }
                add(out, new ZipEntry(entry.getName()), bytes);
            }
            byte[] noise = picture(mebibytes);
            add(out, stored("ppt/media/noise.png", noise), noise);
        }
        if (!tied) {
            throw new IOException(source + " has no " + RELATIONS);
        }
    }

    /** A PNG whose pixels are random and not compressed, written by hand: the demo needs no graphics libraries. */
    private static byte[] picture(int mebibytes) throws IOException {
        int rows = (mebibytes * (1 << 20) + ROW_BYTES - 1) / ROW_BYTES;
        var pixels = new ByteArrayOutputStream();
        var random = new Random(SEED);
        Deflater plain = new Deflater(Deflater.NO_COMPRESSION);
        try (var deflated = new DeflaterOutputStream(pixels, plain)) {
            byte[] row = new byte[ROW_BYTES];
            for (int y = 0; y < rows; y++) {
                random.nextBytes(row);
                deflated.write(0);
                deflated.write(row);
            }
        } finally {
            plain.end();
        }
        var header = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(header)) {
            data.writeInt(PIXELS_A_ROW);
            data.writeInt(rows);
            data.write(new byte[] {8, 2, 0, 0, 0});
        }
        var png = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(png)) {
            data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            chunk(data, "IHDR", header.toByteArray());
            chunk(data, "IDAT", pixels.toByteArray());
            chunk(data, "IEND", new byte[0]);
        }
        return png.toByteArray();
    }

    private static void chunk(DataOutputStream png, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        png.writeInt(content.length);
        png.write(name);
        png.write(content);
        png.writeInt((int) crc.getValue());
    }

    private static ZipEntry stored(String name, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static void add(ZipOutputStream out, ZipEntry entry, byte[] bytes) throws IOException {
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Makes a pptx larger without touching what it says: adds one stored picture of noise, tied to the last slide by a
 * relationship that no shape uses, so the package stays valid and its text the same. An upload in parts needs more than
 * 5 MiB, and so big a file doesn't belong into the repository. The same input and size give the same bytes.
 *
 * <p>{@code java seeds/tools/PadCourseware.java in.pptx out.pptx [MiB of noise, default 6]}
 */
public final class PadCourseware {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String RELATIONS = "ppt/slides/_rels/slide3.xml.rels";
    private static final String RELATION = "<Relationship Id=\"rIdNoise\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
            + " Target=\"../media/noise.png\"/>";

    private PadCourseware() {}

    public static void main(String[] args) throws IOException {
        int mebibytes = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        pad(Path.of(args[0]), Path.of(args[1]), mebibytes);
        System.out.println(args[1] + " " + Files.size(Path.of(args[1])) + " bytes");
    }

    /** Writes {@code target}: {@code source} and at least {@code mebibytes} MiB of noise. */
    public static void pad(Path source, Path target, int mebibytes) throws IOException {
        boolean tied = false;
        try (var in = new ZipInputStream(Files.newInputStream(source));
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (e.getName().equals(RELATIONS)) {
                    String xml = new String(bytes, StandardCharsets.UTF_8);
                    bytes = xml.replace("</Relationships>", RELATION + "</Relationships>")
                            .getBytes(StandardCharsets.UTF_8);
                    tied = true;
                }
                add(out, new ZipEntry(e.getName()), bytes);
            }
            byte[] noise = noise(mebibytes);
            add(out, stored("ppt/media/noise.png", noise), noise);
        }
        if (!tied) {
            throw new IOException(source + " has no " + RELATIONS);
        }
    }

    /** Random pixels don't compress, so the picture's file is about as large as its pixels. */
    private static byte[] noise(int mebibytes) throws IOException {
        int width = 1024;
        int height = mebibytes * 1024 / 3 + 1;
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(2026);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static ZipEntry stored(String name, byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static void add(ZipOutputStream out, ZipEntry entry, byte[] bytes) throws IOException {
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}

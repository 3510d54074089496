package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {

    private static final Path SAMPLES = Path.of("..", "seeds", "courseware");

    @TempDir
    Path folder;

    @Test
    void drawsEverySlideOfAShortPresentation() throws Exception {
        new Previews(folder).slides(SAMPLES.resolve("fenshu-chubu-renshi.pptx"));

        for (int page = 1; page <= 3; page++) {
            BufferedImage slide = page(page);
            assertThat(slide.getWidth()).isEqualTo(Previews.MAX_SIDE);
            assertThat(colours(slide)).as("page %d", page).isGreaterThan(10);
        }
        assertThat(folder.resolve(Previews.fileName(4))).doesNotExist();
    }

    @Test
    void drawsThePageOfAHandout() throws Exception {
        new Previews(folder).pdf(SAMPLES.resolve("changfangxing-zhouchang.pdf"));

        assertThat(page(1).getHeight()).isEqualTo(Previews.MAX_SIDE);
        assertThat(colours(page(1))).isGreaterThan(10);
    }

    @Test
    void stopsAfterTheFifthPage() throws Exception {
        Path file = folder.resolve("file");
        try (PDDocument document = new PDDocument()) {
            for (int page = 0; page < 7; page++) {
                document.addPage(new PDPage());
            }
            document.save(file.toFile());
        }

        new Previews(folder).pdf(file);

        assertThat(folder.resolve(Previews.fileName(5))).exists();
        assertThat(folder.resolve(Previews.fileName(6))).doesNotExist();
    }

    @Test
    void makesAPictureThatCompressesBadlySmallerUntilItFits() throws Exception {
        BufferedImage noise = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        Path file = folder.resolve("file");
        ImageIO.write(noise, "png", file.toFile());

        new Previews(folder).picture(file);

        assertThat(Files.size(folder.resolve(Previews.fileName(1)))).isLessThanOrEqualTo(Previews.MAX_BYTES);
        assertThat((double) page(1).getWidth() / page(1).getHeight()).isCloseTo(1.5, offset(0.01));
    }

    @Test
    void turnsAPhotographUprightAndLeavesItsMetadataBehind() throws Exception {
        BufferedImage photograph = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        photograph.createGraphics().fillRect(0, 0, 200, 200);
        Path plain = folder.resolve("plain");
        ImageIO.write(photograph, "jpg", plain.toFile());
        Path file = Files.write(folder.resolve("file"), turned(Files.readAllBytes(plain)));

        new Previews(folder).picture(file);

        BufferedImage upright = page(1);
        assertThat(upright.getWidth()).isEqualTo(200);
        assertThat(upright.getHeight()).isEqualTo(400);
        // Held clockwise: what lay left is now on top.
        assertThat(new Color(upright.getRGB(100, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(100, 350)).getRed()).isLessThan(50);
        assertThat(new String(Files.readAllBytes(folder.resolve(Previews.fileName(1))), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "eXIf");
    }

    /** With an Exif block after the first two bytes that says nothing but orientation 6. */
    private static byte[] turned(byte[] jpeg) {
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] all = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, all, 0, 2);
        System.arraycopy(exif, 0, all, 2, exif.length);
        System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
        return all;
    }

    private BufferedImage page(int number) throws IOException {
        return ImageIO.read(folder.resolve(Previews.fileName(number)).toFile());
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }
}

package org.coursewarecommons.localstack.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaddedSlidesTest {

    private static final Path SLIDES = Path.of("..", "seeds", "courseware", "fenshu-chubu-renshi.pptx");

    @TempDir
    Path folder;

    private Path padded;

    @BeforeEach
    void pad() throws IOException {
        padded = folder.resolve("padded.pptx");
        PaddedSlides.write(SLIDES, padded, 6);
    }

    @Test
    void isAsLargeAsAsked() throws IOException {
        assertThat(Files.size(padded)).isBetween(6L << 20, 7L << 20);
    }

    @Test
    void keepsEverySlideAsItWas() throws IOException {
        try (var before = new ZipFile(SLIDES.toFile());
                var after = new ZipFile(padded.toFile())) {
            for (int slide = 1; slide <= 3; slide++) {
                String name = "ppt/slides/slide" + slide + ".xml";
                assertThat(bytes(after, name)).isEqualTo(bytes(before, name));
            }
        }
    }

    @Test
    void tiesAReadablePictureToTheLastSlide() throws IOException {
        try (var after = new ZipFile(padded.toFile())) {
            String relations = new String(bytes(after, "ppt/slides/_rels/slide3.xml.rels"), StandardCharsets.UTF_8);
            assertThat(relations).contains("../media/noise.png").endsWith("</Relationships>");
            BufferedImage picture = ImageIO.read(after.getInputStream(after.getEntry("ppt/media/noise.png")));
            assertThat(picture.getWidth()).isEqualTo(1024);
        }
    }

    @Test
    void makesTheSameBytesEveryTime() throws IOException {
        Path again = folder.resolve("again.pptx");
        PaddedSlides.write(SLIDES, again, 6);

        assertThat(Files.mismatch(padded, again)).isEqualTo(-1);
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
}

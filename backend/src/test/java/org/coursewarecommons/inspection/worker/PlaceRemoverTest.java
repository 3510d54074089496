package org.coursewarecommons.inspection.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceRemoverTest {

    @TempDir
    Path folder;

    @Test
    void takesThePlaceOutOfAJpegAndKeepsOrientationAuthorAndPixels() throws Exception {
        byte[] photograph = Photographs.jpeg();
        assertThat(place(photograph)).isTrue();

        byte[] clean = cleaned(FileKind.JPEG, photograph);

        assertThat(place(clean)).isFalse();
        ExifIFD0Directory exif = metadata(clean).getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertThat(exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION)).isEqualTo(6);
        assertThat(exif.getString(ExifIFD0Directory.TAG_ARTIST)).isEqualTo("Zhang Laoshi");
        assertThat(pixels(clean)).isEqualTo(pixels(photograph));
    }

    @Test
    void takesAPlaceOutThatStandsInXmpAlone() throws Exception {
        assertThat(text(cleaned(FileKind.JPEG, Photographs.jpegWithXmp()))).doesNotContain("GPS");
    }

    @Test
    void takesThePlaceOutOfAPng() throws Exception {
        byte[] clean = cleaned(FileKind.PNG, Photographs.png());

        assertThat(place(Photographs.png())).isTrue();
        assertThat(place(clean)).isFalse();
        assertThat(pixels(clean)).isEqualTo(pixels(Photographs.png()));
    }

    @Test
    void takesThePlaceOutOfAWebp() throws Exception {
        assertThat(place(Photographs.webp())).isTrue();

        byte[] clean = cleaned(FileKind.WEBP, Photographs.webp());

        assertThat(place(clean)).isFalse();
        assertThat(text(clean)).doesNotContain("EXIF");
        assertThat(pixels(clean)).isEqualTo(pixels(Photographs.webp()));
    }

    @Test
    void takesAwayWhatHangsOnBehindAJpeg() throws Exception {
        byte[] photograph = Photographs.concat(Photographs.plain("jpg"), Photographs.jpeg());

        byte[] clean = cleaned(FileKind.JPEG, photograph);

        assertThat(text(clean)).doesNotContain("Exif");
        assertThat(pixels(clean)).isEqualTo(pixels(Photographs.plain("jpg")));
    }

    @ParameterizedTest
    @CsvSource({"jpg, JPEG", "png, PNG", "webp, WEBP"})
    void leavesAPictureAloneThatTellsNoPlace(String format, FileKind kind) throws Exception {
        Path file = Files.write(folder.resolve("file"), Photographs.plain(format));

        assertThat(new PlaceRemover(folder.resolve("clean")).clean(kind, file)).isFalse();
        assertThat(folder.resolve("clean")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"jpg, JPEG", "png, PNG", "webp, WEBP"})
    void refusesAPictureThatBreaksOff(String format, FileKind kind) throws Exception {
        byte[] whole = Photographs.plain(format);
        Path file = Files.write(folder.resolve("file"), Arrays.copyOf(whole, whole.length - 8));

        assertThatThrownBy(() -> new PlaceRemover(folder.resolve("clean")).clean(kind, file))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void drawsAWebp() throws Exception {
        Path file = Files.write(folder.resolve("file"), Photographs.plain("webp"));

        new Previews(folder).picture(file);

        assertThat(folder.resolve(Previews.fileName(1))).exists();
    }

    private byte[] cleaned(FileKind kind, byte[] picture) throws Exception {
        Path file = Files.write(folder.resolve("file"), picture);
        Path clean = folder.resolve("clean");
        assertThat(new PlaceRemover(clean).clean(kind, file)).isTrue();
        return Files.readAllBytes(clean);
    }

    private static boolean place(byte[] picture) throws Exception {
        return metadata(picture).getFirstDirectoryOfType(GpsDirectory.class) != null;
    }

    private static Metadata metadata(byte[] picture) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture));
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

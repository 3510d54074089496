package org.coursewarecommons.inspection.worker;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds out whether a picture says where it was taken, and makes a copy that does not. The pixels stay as they are, byte
 * for byte; of the rest only what a viewer needs and who made it are kept: orientation, colour profile, author, rights.
 */
final class PlaceRemover {

    private static final Pattern PLACE_IN_XMP =
            Pattern.compile(".*(gps|location|city|country|state|sublocation|geo).*", Pattern.CASE_INSENSITIVE);

    private static final List<Integer> PLACE_IN_IPTC = List.of(
            IptcDirectory.TAG_CITY,
            IptcDirectory.TAG_SUB_LOCATION,
            IptcDirectory.TAG_PROVINCE_OR_STATE,
            IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME,
            IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_CODE,
            IptcDirectory.TAG_CONTENT_LOCATION_NAME,
            IptcDirectory.TAG_CONTENT_LOCATION_CODE);

    private final Path copy;

    /** @param copy where the copy goes; nothing is left there unless one was needed */
    PlaceRemover(Path copy) {
        this.copy = copy;
    }

    /** @return whether a copy was made. @throws Rejection when the picture is no picture to its end */
    boolean clean(FileKind kind, Path picture) throws IOException, Rejection {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(picture.toFile());
            boolean leftovers = copy(kind, picture, kept(metadata));
            if (leftovers || tellsPlace(metadata)) {
                return true;
            }
        } catch (ImageProcessingException | IOException damaged) {
            throw Rejection.failed("unreadable", String.valueOf(damaged.getMessage()));
        }
        Files.delete(copy);
        return false;
    }

    private boolean copy(FileKind kind, Path picture, byte[] kept) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(picture)));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
            return switch (kind) {
                case JPEG -> new JpegParts(in, out).copy(kept);
                case PNG -> new PngParts(in, out).copy(kept);
                case WEBP -> new WebpParts(in, out).copy(kept, Files.size(picture));
                default -> throw new IOException("no picture: " + kind);
            };
        }
    }

    private static boolean tellsPlace(Metadata metadata) {
        for (GpsDirectory gps : metadata.getDirectoriesOfType(GpsDirectory.class)) {
            if (gps.getTagCount() > 0) {
                return true;
            }
        }
        for (XmpDirectory xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
            if (xmp.getXmpProperties().keySet().stream()
                    .anyMatch(name -> PLACE_IN_XMP.matcher(name).matches())) {
                return true;
            }
        }
        return metadata.getDirectoriesOfType(IptcDirectory.class).stream()
                .anyMatch(iptc -> PLACE_IN_IPTC.stream().anyMatch(iptc::containsTag));
    }

    private static byte[] kept(Metadata metadata) {
        ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (exif == null) {
            return new byte[0];
        }
        Integer orientation = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return ExifBlock.of(
                orientation == null || orientation < 1 || orientation > 8 ? 1 : orientation,
                text(exif, ExifIFD0Directory.TAG_ARTIST),
                text(exif, ExifIFD0Directory.TAG_COPYRIGHT));
    }

    private static String text(Directory directory, int tag) {
        String text = directory.getString(tag);
        return text == null ? "" : Texts.printable(text, 200);
    }
}

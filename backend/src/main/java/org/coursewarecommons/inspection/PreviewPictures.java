package org.coursewarecommons.inspection;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coursewarecommons.inspection.worker.Previews;
import org.coursewarecommons.storage.Blobs;
import org.springframework.stereotype.Component;

/** Takes the pages that a worker has drawn into the store: what is a PNG within the limits, and nothing else. */
@Component
class PreviewPictures {

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER_LENGTH = 13;
    private static final int HEADER_TYPE = 0x49484452;

    private final Blobs blobs;

    PreviewPictures(Blobs blobs) {
        this.blobs = blobs;
    }

    private record Size(int width, int height) {}

    /** Never inside a transaction. @param folder of a worker that has ended */
    List<Preview> store(Path folder) throws IOException {
        List<Preview> previews = new ArrayList<>();
        for (int page = 1; page <= Previews.MAX_PAGES; page++) {
            Path picture = folder.resolve(Previews.fileName(page));
            Optional<Size> size = size(picture);
            if (size.isPresent()) {
                String sha256 = blobs.put(picture).sha256();
                previews.add(
                        new Preview(page, sha256, size.get().width(), size.get().height()));
            }
        }
        return previews;
    }

    /** A worker that was taken over by the file it read may have left anything here, or a link to elsewhere. */
    private static Optional<Size> size(Path picture) throws IOException {
        if (!Files.isRegularFile(picture, LinkOption.NOFOLLOW_LINKS)
                || Files.size(picture) > Previews.MAX_BYTES
                || Files.size(picture) < Long.BYTES + 4 * Integer.BYTES) {
            return Optional.empty();
        }
        try (DataInputStream bytes = new DataInputStream(Files.newInputStream(picture))) {
            boolean png = bytes.readLong() == PNG_SIGNATURE
                    && bytes.readInt() == HEADER_LENGTH
                    && bytes.readInt() == HEADER_TYPE;
            Size size = new Size(bytes.readInt(), bytes.readInt());
            return png && isSensible(size.width()) && isSensible(size.height()) ? Optional.of(size) : Optional.empty();
        }
    }

    private static boolean isSensible(int side) {
        return side > 0 && side <= Previews.MAX_SIDE;
    }
}

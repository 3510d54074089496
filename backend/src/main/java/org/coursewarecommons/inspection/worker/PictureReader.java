package org.coursewarecommons.inspection.worker;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.image.JpegParser;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a picture of any size in little memory, upright as its camera was held. */
final class PictureReader {

    private final int side;

    /** @param side in pixels: about twice as large may the picture come back, but not more */
    PictureReader(int side) {
        this.side = side;
    }

    BufferedImage read(Path file) throws IOException {
        try (ImageInputStream bytes = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(bytes, true, true);
                // Every n-th pixel of every n-th line: the whole would not fit the worker's heap.
                int every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * side));
                ImageReadParam wanted = reader.getDefaultReadParam();
                wanted.setSourceSubsampling(every, every, 0, 0);
                return upright(reader.read(0, wanted), orientation(file, reader.getFormatName()));
            } finally {
                reader.dispose();
            }
        }
    }

    /** 1 to 8 as Exif counts them; 1, upright, when nothing is said or it cannot be read. */
    private static int orientation(Path file, String format) throws IOException {
        if (!format.equalsIgnoreCase("JPEG")) {
            return 1;
        }
        Metadata metadata = new Metadata();
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            new JpegParser().parse(bytes, new DefaultHandler(), metadata, new ParseContext());
        } catch (TikaException | SAXException unreadable) {
            return 1;
        }
        // Exactly one figure, or what a strange file says instead.
        String orientation = metadata.get(TIFF.ORIENTATION);
        return orientation != null && orientation.matches("[1-8]") ? Integer.parseInt(orientation) : 1;
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        double width = image.getWidth();
        double height = image.getHeight();
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> new AffineTransform();
                };
        return turn.isIdentity()
                ? image
                : new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, null);
    }
}

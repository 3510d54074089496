package org.coursewarecommons.inspection.worker;

import java.awt.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/** Decides whether a file is what its name says and within the limits. The cheap and the dangerous come first. */
final class FileCheck {

    private static final String PROTECTED_OFFICE = "application/x-tika-ooxml-protected";
    private static final int BUFFER = 64 << 10;

    private final ArchiveLimits limits;
    private final Path scratch;
    private final Detector detector = new DefaultDetector();

    /** @param scratch an existing folder, empty, for nested archives */
    FileCheck(ArchiveLimits limits, Path scratch) {
        this.limits = limits;
        this.scratch = scratch;
    }

    /** Everything but the text. @param name whose extension the bytes must agree with */
    WorkerResult check(Path file, String name) throws IOException {
        return check(file, name, "");
    }

    /** @param declaredType what the depositor's program calls the bytes; empty when it said nothing */
    WorkerResult check(Path file, String name, String declaredType) throws IOException {
        Findings findings = new Findings();
        String mediaType = null;
        try {
            scan(file);
            FileKind kind = FileKind.of(name)
                    .orElseThrow(() -> Rejection.failed("extension-not-allowed", FileKind.extension(name)));
            NameCheck.require(name);
            byte[] start = start(file);
            requireBytes(start);
            Set<String> entries =
                    ArchiveCheck.isZip(start) ? new ArchiveCheck(limits, scratch, findings).check(file) : Set.of();
            mediaType = detect(file);
            requireAgreement(kind, mediaType, entries);
            requireReadable(kind, file, start, findings);
            if (kind.contradicts(declaredType)) {
                findings.review("declared-type", declaredType);
            }
            return findings.toResult(mediaType);
        } catch (Rejection rejection) {
            return findings.with(rejection, mediaType);
        } catch (RuntimeException | StackOverflowError confused) {
            return findings.with(Rejection.failed("unreadable", confused.toString()), mediaType);
        }
    }

    private static void requireBytes(byte[] start) throws Rejection {
        if (start.length == 0) {
            throw Rejection.failed("empty-file", "0");
        }
    }

    private static void scan(Path file) throws IOException, Rejection {
        SignatureScan scan = new SignatureScan();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                if (scan.feed(buffer, read)) {
                    throw Rejection.quarantined("malware", "EICAR");
                }
            }
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(EntryCheck.START);
        }
    }

    /** From the bytes alone: the name must not suggest the answer. */
    private String detect(Path file) throws IOException {
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            String detected =
                    detector.detect(bytes, new Metadata()).getBaseType().toString();
            return MediaBrands.refine(file, detected);
        }
    }

    private static void requireAgreement(FileKind kind, String mediaType, Set<String> entries) throws Rejection {
        if (mediaType.equals(PROTECTED_OFFICE)) {
            throw Rejection.failed("encrypted", mediaType);
        }
        if (mediaType.contains("macroenabled")) {
            throw Rejection.quarantined("macro", mediaType);
        }
        if (!kind.agreesWith(mediaType)) {
            throw Rejection.failed("type-mismatch", mediaType);
        }
        if (kind == FileKind.GGB && !entries.contains("geogebra.xml")) {
            throw Rejection.failed("type-mismatch", mediaType);
        }
        if (kind == FileKind.ZIP && !isPackage(entries)) {
            throw Rejection.failed("not-a-package", mediaType);
        }
    }

    /** One of the markers of DOMAIN.md 2.5 at the root. */
    private static boolean isPackage(Set<String> entries) {
        return entries.contains("h5p.json") && entries.contains("content/content.json")
                || entries.contains("cmi5.xml")
                || entries.contains("imsmanifest.xml")
                || entries.contains("tincan.xml")
                || entries.contains("index.html");
    }

    private void requireReadable(FileKind kind, Path file, byte[] start, Findings findings)
            throws IOException, Rejection {
        if (!kind.isArchive()) {
            Polyglots.require(kind, file);
        }
        Optional<PictureHeader> picture = PictureHeader.of(start);
        if (picture.isPresent()) {
            picture.get().require("");
        }
        switch (kind) {
            case PDF -> new PdfCheck(findings, "").check(file);
            case PNG, JPEG -> requireSensiblePicture(file);
            case WEBP -> picture.orElseThrow(() -> Rejection.failed("unreadable", "no picture"));
            default -> {
                // Archives have been read to the end; the others are judged by their container's start.
            }
        }
    }

    /** Reads the header only: a picture of a million by a million pixels must not be decoded to be refused. */
    private static void requireSensiblePicture(Path file) throws Rejection {
        Dimension size;
        try (ImageInputStream bytes = ImageIO.createImageInputStream(file.toFile())) {
            size = size(bytes);
        } catch (IOException damaged) {
            throw Rejection.failed("unreadable", String.valueOf(damaged.getMessage()));
        }
        new PictureHeader(size.width, size.height, 1).require("");
    }

    private static Dimension size(ImageInputStream bytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
        if (!readers.hasNext()) {
            throw new IOException("no picture");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(bytes, true, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }
}

package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One file inside an archive: whether it is what its name says, and whether it runs or fetches something. */
final class EntryCheck {

    /** So much of each entry is looked at in memory: the size of a photograph may stand behind its whole metadata. */
    static final int START = 256 << 10;

    private static final Set<String> MEDIA = Set.of(
            "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "ico", "mp3", "m4a", "wav", "ogg", "mp4", "m4v",
            "mov", "webm", "avi", "wmv", "wma", "woff", "woff2", "ttf");

    private static final Set<String> SCRIPTS = Set.of("js", "mjs", "vbs", "php", "jsp", "asp", "aspx", "sh", "py");

    /** What an archive is decides what may lie in it: a web package without scripts would be none. */
    enum Package {
        OFFICE,
        WEB
    }

    private final Findings findings;
    private final Path scratch;

    EntryCheck(Findings findings, Path scratch) {
        this.findings = findings;
        this.scratch = scratch;
    }

    /** @return whether {@link #check} needs the entry's bytes as a file */
    static boolean needsWhole(String name, byte[] start, Package kind) {
        String extension = FileKind.extension(name);
        return OleCheck.isOle(start)
                || PdfCheck.isPdf(start)
                || isXml(extension, start)
                || kind == Package.OFFICE && (extension.equals("bin") || extension.equals("rels"));
    }

    /**
     * @param path for people
     * @param name within its package
     * @param copy all of it when {@link #needsWhole} said so, else an empty file
     * @return archives found inside, for the caller to go on with
     */
    List<Path> check(String path, String name, byte[] start, Path copy, Package kind) throws IOException, Rejection {
        String extension = FileKind.extension(name.substring(name.lastIndexOf('/') + 1));
        requireNoProgram(path, extension, start);
        requireOwnType(path, extension, start);
        Optional<PictureHeader> picture = PictureHeader.of(start);
        if (picture.isPresent()) {
            picture.get().require(path);
        }
        if (kind == Package.OFFICE && SCRIPTS.contains(extension)) {
            throw Rejection.failed("script", path);
        }
        if (isXml(extension, start)) {
            markup(path, name, extension, start, copy, kind);
        } else if (extension.equals("html") || extension.equals("htm")) {
            page(path, start, kind);
        } else if (kind == Package.OFFICE && extension.equals("bin")) {
            new OfficeParts(findings).check(path, name, copy);
        }
        if (extension.equals("swf")) {
            findings.review("active-content", path);
        }
        if (PdfCheck.isPdf(start)) {
            new PdfCheck(findings, path).check(copy);
        }
        return OleCheck.isOle(start) ? new OleCheck(findings, scratch).check(path, copy) : List.of();
    }

    private static void requireNoProgram(String path, String extension, byte[] start) throws Rejection {
        if (Executables.isMacroExtension(extension)) {
            throw Rejection.quarantined("macro", path);
        }
        if (Executables.isProgramExtension(extension) || Executables.isProgram(start)) {
            throw Rejection.quarantined("executable", path);
        }
    }

    /** Editors often take a PNG for a JPEG, so only another kind of thing altogether counts. */
    private static void requireOwnType(String path, String extension, byte[] start) throws Rejection {
        Optional<String> other = otherArchive(start);
        if (other.isPresent()) {
            throw Rejection.failed("nested-archive", path + ": " + other.get());
        }
        if (!MEDIA.contains(extension)) {
            return;
        }
        String text = new String(start, 0, Math.min(start.length, 512), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        String type = null;
        if (PdfCheck.isPdf(start)) {
            type = "application/pdf";
        } else if (OleCheck.isOle(start)) {
            type = "application/x-tika-msoffice";
        } else if (ArchiveCheck.isZip(start)) {
            type = "application/zip";
        } else if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<script")) {
            type = "text/html";
        } else if (text.startsWith("{\\rtf")) {
            type = "application/rtf";
        }
        if (type != null) {
            throw Rejection.failed("type-mismatch", path + ": " + type);
        }
    }

    /** What nobody here can look into. */
    private static Optional<String> otherArchive(byte[] start) {
        if (Executables.startsWith(start, 'R', 'a', 'r', '!', 0x1A, 0x07)) {
            return Optional.of("application/x-rar-compressed");
        }
        if (Executables.startsWith(start, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
            return Optional.of("application/x-7z-compressed");
        }
        if (Executables.startsWith(start, 0x1F, 0x8B, 0x08)) {
            return Optional.of("application/gzip");
        }
        if (Executables.startsWith(start, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return Optional.of("application/x-xz");
        }
        if (Executables.startsWith(start, 'B', 'Z', 'h') && start.length > 9 && start[4] == 0x31 && start[5] == 0x41) {
            return Optional.of("application/x-bzip2");
        }
        if (Executables.startsWith(start, 'M', 'S', 'C', 'F')) {
            return Optional.of("application/vnd.ms-cab-compressed");
        }
        boolean tar = start.length > 262 && new String(start, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        return tar ? Optional.of("application/x-tar") : Optional.empty();
    }

    private void markup(String path, String name, String extension, byte[] start, Path copy, Package kind)
            throws IOException, Rejection {
        boolean drawing = extension.equals("svg") || contains(start, "<svg");
        if (SafeXml.declaresDangerousEntities(start)
                || kind == Package.OFFICE && !drawing && SafeXml.hasDocumentType(start)) {
            throw Rejection.failed("xml-entity", path);
        }
        if (drawing && !extension.equals("html") && !extension.equals("xhtml")) {
            drawing(path, copy, kind);
        } else if (kind == Package.OFFICE) {
            new OfficeParts(findings).check(path, name, copy);
        } else if (extension.equals("xhtml")) {
            page(path, start, kind);
        }
    }

    private void drawing(String path, Path copy, Package kind) throws IOException, Rejection {
        DrawingCheck.Seen seen = DrawingCheck.look(copy);
        if (seen.script() != null) {
            if (kind == Package.OFFICE) {
                throw Rejection.failed("script", path + ": " + seen.script());
            }
            findings.review("script", path + ": " + seen.script());
        }
        if (seen.fetched() != null) {
            findings.review("external-reference", path + ": " + seen.fetched());
        }
    }

    private void page(String path, byte[] start, Package kind) throws IOException {
        if (kind == Package.OFFICE) {
            findings.review("embedded-object", path);
        }
        byte[] head = start.length > PageCheck.READ ? Arrays.copyOf(start, PageCheck.READ) : start;
        PageCheck.fetched(head).ifPresent(what -> findings.review("external-reference", path + ": " + what));
    }

    private static boolean isXml(String extension, byte[] start) {
        return Set.of("xml", "rels", "svg", "xhtml", "vml", "opf", "ncx", "xsd", "xsl", "qti")
                        .contains(extension)
                || contains(start.length > 64 ? Arrays.copyOf(start, 64) : start, "<?xml");
    }

    private static boolean contains(byte[] start, String text) {
        return new String(start, StandardCharsets.ISO_8859_1).replace("\0", "").contains(text);
    }
}

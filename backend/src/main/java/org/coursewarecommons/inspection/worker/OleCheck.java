package org.coursewarecommons.inspection.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.DocumentNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Compound files (MS-CFB), as they are embedded in Office files: formulas and old documents are ordinary, macros and
 * packed programs are not.
 */
final class OleCheck {

    private static final int MAX_NODES = 1000;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_NATIVE = 8 << 20;
    private static final int HEADER = 1024;
    /** MS-XLS 2.4.28: a sheet's place, its visibility and its type; 1 is a sheet of Excel 4 macros. */
    private static final int BOUND_SHEET = 0x85;

    private static final int MAX_SHEET_RECORDS = 2000;

    private final Findings findings;
    private final Path scratch;
    private final List<Path> packages = new ArrayList<>();
    private int nodes;

    OleCheck(Findings findings, Path scratch) {
        this.findings = findings;
        this.scratch = scratch;
    }

    static boolean isOle(byte[] start) {
        return Executables.startsWith(start, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    }

    /** @return Office files of the newer kind inside it, copied to the scratch folder, for the caller to go on with */
    List<Path> check(String path, Path file) throws IOException, Rejection {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            walk(container.getRoot(), path, 0);
        } catch (IOException | RuntimeException damaged) {
            findings.review("unreadable-part", path);
        }
        return packages;
    }

    private void walk(DirectoryNode folder, String path, int depth) throws IOException, Rejection {
        for (Entry entry : folder) {
            if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
                throw Rejection.failed("archive-limit", path + ": nodes > " + MAX_NODES);
            }
            String name = entry.getName();
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("vba") || lower.equals("_vba_project") || lower.startsWith("_vba_project_cur")) {
                throw Rejection.quarantined("macro", path + ": " + name);
            }
            if (lower.equals("encryptedpackage")) {
                throw Rejection.failed("encrypted", path);
            }
            if (entry instanceof DirectoryNode child) {
                walk(child, path, depth + 1);
            } else if (entry instanceof DocumentNode document) {
                document(document, lower, path);
            }
        }
    }

    private void document(DocumentNode document, String name, String path) throws IOException, Rejection {
        if (name.equals("\u0001ole10native")) {
            embedded(document, path);
        } else if (name.equals("workbook") || name.equals("book")) {
            sheets(document, path);
        } else if (name.equals("package")) {
            Path copy = Files.createTempFile(scratch, "package", ".zip");
            try (InputStream bytes = new DocumentInputStream(document)) {
                Files.copy(bytes, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            packages.add(copy);
        }
    }

    /** A file of any kind that a double click opens with whatever program it names. */
    private void embedded(DocumentNode document, String path) throws IOException, Rejection {
        if (document.getSize() > MAX_NATIVE) {
            findings.review("embedded-object", path + ": " + document.getSize() + " bytes");
            return;
        }
        byte[] bytes;
        try (InputStream stream = new DocumentInputStream(document)) {
            bytes = stream.readAllBytes();
        }
        String name = name(bytes);
        if (namesProgram(name) || holdsProgram(bytes)) {
            throw Rejection.quarantined("executable", path + ": " + name);
        }
        findings.review("embedded-object", path + ": " + name);
    }

    /** As the packager wrote it, else every word of its header: one that our reader cannot parse, others still open. */
    private static String name(byte[] bytes) {
        try {
            Ole10Native object = new Ole10Native(bytes, 0);
            return object.getFileName() + " " + object.getCommand();
        } catch (Ole10NativeException | RuntimeException otherLayout) {
            return new String(bytes, 0, Math.min(bytes.length, HEADER), StandardCharsets.ISO_8859_1)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
        }
    }

    private static boolean namesProgram(String name) {
        for (String part : name.toLowerCase(Locale.ROOT).split("[\\s\\\\/]+")) {
            String extension = FileKind.extension(part);
            if (!extension.equals(part)
                    && (Executables.isProgramExtension(extension)
                            || extension.equals("js")
                            || extension.equals("html")
                            || extension.equals("com"))) {
                return true;
            }
        }
        return false;
    }

    /** The data stands somewhere behind a header of variable length. */
    private static boolean holdsProgram(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length - 64, 4 * HEADER); at++) {
            if (bytes[at] == 'M'
                    && Executables.isProgram(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1024)))) {
                return true;
            }
        }
        return false;
    }

    private static void sheets(DocumentNode document, String path) throws IOException, Rejection {
        try (DocumentInputStream records = new DocumentInputStream(document)) {
            for (int i = 0; i < MAX_SHEET_RECORDS && records.available() >= 4; i++) {
                int type = records.readUShort();
                byte[] record = new byte[records.readUShort()];
                records.readFully(record);
                if (type == BOUND_SHEET && record.length > 5 && record[5] == 1) {
                    String name = new String(record, 6, record.length - 6, StandardCharsets.ISO_8859_1);
                    throw Rejection.quarantined("macro", path + ": sheet " + name);
                }
            }
        } catch (EOFException | IndexOutOfBoundsException cutOff) {
            // What comes before was no macro.
        }
    }
}

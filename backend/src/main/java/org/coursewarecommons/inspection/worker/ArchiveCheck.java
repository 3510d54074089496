package org.coursewarecommons.inspection.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads a ZIP (also OOXML) to its end without unpacking it to a folder, and counts what really comes out: what an
 * archive says about itself proves nothing.
 */
final class ArchiveCheck {

    private static final int BUFFER = 16 << 10;
    private static final int CONTENT_TYPES_READ = 1 << 20;

    private final ArchiveLimits limits;
    private final Path scratch;
    private final Set<String> names = new HashSet<>();
    private final byte[] buffer = new byte[BUFFER];
    private long packed;
    private long total;
    private int entries;

    /** @param scratch an existing folder for nested archives */
    ArchiveCheck(ArchiveLimits limits, Path scratch) {
        this.limits = limits;
        this.scratch = scratch;
    }

    static boolean isZip(byte[] start) {
        return start.length >= 4
                && start[0] == 'P'
                && start[1] == 'K'
                && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
    }

    /** @return the names of the files in the outermost archive */
    Set<String> check(Path archive) throws IOException, Rejection {
        packed = Files.size(archive);
        walk(archive, 1, "");
        return Set.copyOf(names);
    }

    private void walk(Path archive, int depth, String within) throws IOException, Rejection {
        if (depth > limits.depth()) {
            throw Rejection.failed("archive-limit", within + ": depth > " + limits.depth());
        }
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                checkHeader(zip, entry, within);
                if (depth == 1 && !entry.isDirectory()) {
                    names.add(entry.getName());
                }
                if (!entry.isDirectory()) {
                    checkContent(zip, entry, depth, within + entry.getName());
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw Rejection.failed("unreadable", within + damaged.getMessage());
        }
    }

    private void checkHeader(ZipFile zip, ZipArchiveEntry entry, String within) throws Rejection {
        String path = within + entry.getName();
        if (++entries > limits.entries()) {
            throw Rejection.failed("archive-limit", "entries > " + limits.entries());
        }
        if (leavesFolder(entry.getName()) || entry.isUnixSymlink()) {
            throw Rejection.failed("archive-path", path);
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw Rejection.failed("encrypted", path);
        }
        if (!zip.canReadEntryData(entry)) {
            throw Rejection.failed("unreadable", path + ": method " + entry.getMethod());
        }
        if (path.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
            throw Rejection.quarantined("macro", path);
        }
    }

    private static boolean leavesFolder(String name) {
        String path = name.replace('\\', '/');
        if (path.startsWith("/") || path.matches("^[A-Za-z]:.*") || path.indexOf('\0') >= 0) {
            return true;
        }
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private void checkContent(ZipFile zip, ZipArchiveEntry entry, int depth, String path)
            throws IOException, Rejection {
        boolean contentTypes = entry.getName().equalsIgnoreCase("[Content_Types].xml");
        ByteArrayOutputStream declared = new ByteArrayOutputStream();
        Path nested = null;
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] start = content.readNBytes(4);
            OutputStream copy = OutputStream.nullOutputStream();
            if (isZip(start)) {
                nested = Files.createTempFile(scratch, "nested", ".zip");
                copy = Files.newOutputStream(nested);
            } else if (contentTypes) {
                copy = declared;
            }
            try (OutputStream target = copy) {
                count(start, content, target, entry, path, contentTypes ? CONTENT_TYPES_READ : Long.MAX_VALUE);
            }
        }
        if (contentTypes && namesMacros(declared.toString(StandardCharsets.UTF_8))) {
            throw Rejection.quarantined("macro", path);
        }
        if (nested != null) {
            walk(nested, depth + 1, path + "!/");
            Files.delete(nested);
        }
    }

    private void count(
            byte[] start, InputStream content, OutputStream copy, ZipArchiveEntry entry, String path, long longest)
            throws IOException, Rejection {
        SignatureScan scan = new SignatureScan();
        System.arraycopy(start, 0, buffer, 0, start.length);
        long size = 0;
        for (int read = start.length; read > 0; read = content.read(buffer)) {
            size += read;
            total += read;
            requireWithinLimits(size, entry.getCompressedSize(), path);
            if (size > longest) {
                throw Rejection.failed("archive-limit", path + " > " + longest);
            }
            if (scan.feed(buffer, read)) {
                throw Rejection.quarantined("malware", path + ": EICAR");
            }
            copy.write(buffer, 0, read);
        }
    }

    private void requireWithinLimits(long size, long packedSize, String path) throws Rejection {
        if (total > limits.totalBytes()) {
            throw Rejection.failed("archive-limit", "total > " + limits.totalBytes());
        }
        // The second rule sees through entries that share the same packed bytes or lie about their packed size.
        if (size > ArchiveLimits.RATIO_COUNTS_FROM && size > limits.ratio() * Math.max(packedSize, 1)
                || total > ArchiveLimits.RATIO_COUNTS_FROM && total > limits.ratio() * packed) {
            throw Rejection.failed("archive-limit", path + ": ratio > " + limits.ratio());
        }
    }

    private static boolean namesMacros(String contentTypes) {
        String declared = contentTypes.toLowerCase(Locale.ROOT);
        return declared.contains("macroenabled") || declared.contains("vbaproject");
    }
}

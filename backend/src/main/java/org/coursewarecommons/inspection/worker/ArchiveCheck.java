package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
    private static final String CONTENT_TYPES = "[content_types].xml";

    private final ArchiveLimits limits;
    private final Path scratch;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();
    private final byte[] buffer = new byte[BUFFER];
    private long packed;
    private long total;
    private int entries;

    /** @param scratch an existing folder for nested archives */
    ArchiveCheck(ArchiveLimits limits, Path scratch, Findings findings) {
        this.limits = limits;
        this.scratch = scratch;
        this.findings = findings;
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
        ZipStructure.require(archive, limits.entries(), findings, within);
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
            EntryCheck.Package kind = kind(all);
            Set<String> folded = new HashSet<>();
            for (ZipArchiveEntry entry : all) {
                checkHeader(zip, entry, within, folded);
                if (depth == 1 && !entry.isDirectory()) {
                    names.add(entry.getName());
                }
                if (!entry.isDirectory()) {
                    checkContent(zip, entry, depth, within + entry.getName(), kind);
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw Rejection.failed("unreadable", within + damaged.getMessage());
        }
    }

    private static EntryCheck.Package kind(List<ZipArchiveEntry> all) {
        boolean office = all.stream()
                .anyMatch(entry -> entry.getName().equalsIgnoreCase(CONTENT_TYPES)
                        || entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
        return office ? EntryCheck.Package.OFFICE : EntryCheck.Package.WEB;
    }

    private void checkHeader(ZipFile zip, ZipArchiveEntry entry, String within, Set<String> folded) throws Rejection {
        String path = within + entry.getName();
        if (++entries > limits.entries()) {
            throw Rejection.failed("archive-limit", "entries > " + limits.entries());
        }
        if (NameCheck.isUnsafePath(entry.getName()) || entry.isUnixSymlink() || isSpecial(entry)) {
            throw Rejection.failed("archive-path", path);
        }
        // On most desktops names that differ only in case are one file: the second replaces the first.
        if (!folded.add(entry.getName().toLowerCase(Locale.ROOT))) {
            throw Rejection.failed("archive-duplicate", path);
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw Rejection.failed("encrypted", path);
        }
        if (!zip.canReadEntryData(entry)) {
            throw Rejection.failed("unreadable", path + ": method " + entry.getMethod());
        }
    }

    /** Devices, pipes and sockets, by the upper bits of a Unix mode. */
    private static boolean isSpecial(ZipArchiveEntry entry) {
        int type = entry.getUnixMode() & 0xF000;
        return type != 0 && type != 0x8000 && type != 0x4000;
    }

    private void checkContent(ZipFile zip, ZipArchiveEntry entry, int depth, String path, EntryCheck.Package kind)
            throws IOException, Rejection {
        Path copy = Files.createTempFile(scratch, "entry", ".part");
        List<Path> nested = new ArrayList<>();
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] start = content.readNBytes(EntryCheck.START);
            boolean archive = isZip(start);
            boolean whole = archive || EntryCheck.needsWhole(entry.getName(), start, kind);
            try (OutputStream target = whole ? Files.newOutputStream(copy) : OutputStream.nullOutputStream()) {
                count(start, content, target, entry, path);
            }
            nested.addAll(new EntryCheck(findings, scratch).check(path, entry.getName(), start, copy, kind));
            if (archive) {
                nested.add(copy);
            }
        }
        for (Path inner : nested) {
            walk(inner, depth + 1, path + "!/");
        }
        for (Path inner : nested) {
            Files.deleteIfExists(inner);
        }
        Files.deleteIfExists(copy);
    }

    private void count(byte[] start, InputStream content, OutputStream copy, ZipArchiveEntry entry, String path)
            throws IOException, Rejection {
        SignatureScan scan = new SignatureScan();
        long size = 0;
        byte[] bytes = start;
        for (int read = start.length; read > 0; read = content.read(buffer)) {
            size += read;
            total += read;
            requireWithinLimits(size, entry.getCompressedSize(), path);
            if (scan.feed(bytes, read)) {
                throw Rejection.quarantined("malware", path + ": EICAR");
            }
            copy.write(bytes, 0, read);
            bytes = buffer;
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
}

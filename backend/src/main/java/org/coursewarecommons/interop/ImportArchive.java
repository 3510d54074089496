package org.coursewarecommons.interop;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The zip of an import, Zip64 included. Nothing is unpacked but what a row names, under a name of our own, and every
 * limit is counted while reading: what the zip says of itself proves nothing.
 */
final class ImportArchive implements AutoCloseable {

    static final int MAX_ENTRIES = 50_000;
    static final long MAX_ENTRY = 2L << 30;
    static final long MAX_TOTAL = 50L << 30;
    static final int MAX_RATIO = 100;
    /** Small things may be packed as densely as they like. */
    private static final long RATIO_FREE = 1L << 20;

    private static final int CHUNK = 64 << 10;

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final AtomicLong unpacked = new AtomicLong();

    private ImportArchive(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws UnusableArchive when it is no zip or has too many entries */
    static ImportArchive open(Path file) throws IOException {
        ZipFile zip = open(ZipFile.builder().setPath(file).setCharset(StandardCharsets.UTF_8));
        ImportArchive archive = new ImportArchive(zip);
        try {
            archive.index();
            return archive;
        } catch (RuntimeException unusable) {
            zip.close();
            throw unusable;
        }
    }

    private static ZipFile open(ZipFile.Builder builder) throws IOException {
        try {
            return builder.get();
        } catch (IOException | IllegalArgumentException noZip) {
            throw new UnusableArchive("archive-unreadable");
        }
    }

    private void index() {
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.isDirectory()) {
                continue;
            }
            if (entries.size() == MAX_ENTRIES) {
                throw new UnusableArchive("too-many-entries", MAX_ENTRIES);
            }
            if (entries.put(key(name(entry)), entry) != null) {
                throw new UnusableArchive("entry-twice", name(entry));
            }
        }
    }

    /** Windows packs Chinese names in its own encoding and says nothing of it. */
    private static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null || entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return entry.getName();
        }
        try {
            return ManifestReader.strictly(raw, StandardCharsets.UTF_8);
        } catch (CharacterCodingException otherwise) {
            return new String(raw, Charset.forName("GB18030"));
        }
    }

    /** A Mac writes accents and syllables in pieces. */
    private static String key(String path) {
        return Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC);
    }

    /** The manifest's bytes. @throws UnusableArchive when there is none, or two */
    Manifest manifest() throws IOException {
        ZipArchiveEntry csv = entries.get("manifest.csv");
        ZipArchiveEntry xlsx = entries.get("manifest.xlsx");
        if ((csv == null) == (xlsx == null)) {
            throw new UnusableArchive(csv == null ? "manifest-missing" : "manifest-twice");
        }
        ZipArchiveEntry entry = csv == null ? xlsx : csv;
        String refusal = refusal(entry);
        if (refusal != null) {
            throw new UnusableArchive(refusal, entry.getName());
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(
                    csv == null ? "manifest.xlsx" : "manifest.csv", in.readNBytes(ManifestReader.MAX_BYTES + 1));
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new UnusableArchive("manifest-unreadable");
        }
    }

    record Manifest(String name, byte[] bytes) {}

    /** Why a file can't be taken out; null when it can. */
    @Nullable
    RowFault refusal(String column, String path) {
        String refusal = refusal(entries.get(key(path)));
        return refusal == null ? null : RowFault.of(column, refusal, path);
    }

    private @Nullable String refusal(@Nullable ZipArchiveEntry entry) {
        if (entry == null) {
            return "file-not-in-zip";
        }
        if (entry.isUnixSymlink()) {
            return "entry-link";
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "entry-encrypted";
        }
        return zip.canReadEntryData(entry) ? null : "entry-unreadable";
    }

    /** @throws RowFaults when it is damaged or beyond a limit */
    void extract(String column, String path, Path target) throws IOException {
        ZipArchiveEntry entry = entries.get(key(path));
        String refusal = refusal(entry);
        if (refusal != null || entry == null) {
            throw new RowFaults(column, String.valueOf(refusal), path);
        }
        long limit = Math.min(MAX_ENTRY, Math.max(RATIO_FREE, entry.getCompressedSize() * MAX_RATIO));
        try (InputStream in = input(entry, column, path);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            copy(in, out, limit, column, path);
        }
    }

    private InputStream input(ZipArchiveEntry entry, String column, String path) throws IOException {
        try {
            return zip.getInputStream(entry);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new RowFaults(column, "entry-unreadable", path);
        }
    }

    private void copy(InputStream in, OutputStream out, long limit, String column, String path) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        for (int n = read(in, chunk, column, path); n >= 0; n = read(in, chunk, column, path)) {
            size += n;
            if (size > limit || unpacked.addAndGet(n) > MAX_TOTAL) {
                throw new RowFaults(column, "entry-too-large", path, limit);
            }
            out.write(chunk, 0, n);
        }
    }

    /** What can't be unpacked is the zip's fault; what can't be written is ours. */
    private static int read(InputStream in, byte[] chunk, String column, String path) {
        try {
            return in.read(chunk);
        } catch (ClosedChannelException notTheZipsFault) {
            throw new UncheckedIOException(notTheZipsFault);
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
            throw new RowFaults(column, "entry-unreadable", path);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

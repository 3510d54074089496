package org.coursewarecommons.seeds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files whose bytes depend on their content alone: otherwise each run would change every committed sample. */
final class StablePackage {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private StablePackage() {}

    /** Writes an Office package again with fixed entry times. */
    static void rewrite(Path target, byte[] officeFile) throws IOException {
        write(target, read(officeFile));
    }

    static Map<String, byte[]> read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    private static Map<String, byte[]> read(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                entries.put(e.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** Packs class path resources of one folder, in the order given. */
    static void ofResources(Path target, String folder, String... names) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : names) {
            try (InputStream in = StablePackage.class.getResourceAsStream("/" + folder + "/" + name)) {
                if (in == null) {
                    throw new IOException("no resource " + folder + "/" + name);
                }
                entries.put(name, in.readAllBytes());
            }
        }
        write(target, entries);
    }

    static void write(Path target, Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            for (var entry : entries.entrySet()) {
                var head = new ZipEntry(entry.getKey());
                head.setTimeLocal(TIME);
                zip.putNextEntry(head);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}

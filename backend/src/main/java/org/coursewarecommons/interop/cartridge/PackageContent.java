package org.coursewarecommons.interop.cartridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coursewarecommons.catalog.VersionDetail.VersionFile;
import org.coursewarecommons.interop.metadata.MetadataFormat;
import org.coursewarecommons.interop.metadata.OutwardRecord;

/** Lays out a package. Every record comes with its metadata in all standards. */
final class PackageContent {

    private static final int MAX_NAME = 80;

    private PackageContent() {}

    /** @param base of this deployment, without a slash at the end */
    static List<PackageEntry> of(PackageFormat format, String title, List<OutwardRecord> records, String base) {
        List<PackageEntry> entries = new ArrayList<>();
        if (format == PackageFormat.CARTRIDGE) {
            entries.add(PackageEntry.of("imsmanifest.xml", CartridgeManifest.write(title, records)));
        }
        for (int i = 0; i < records.size(); i++) {
            OutwardRecord record = records.get(i);
            entries.add(PackageEntry.of(metadata(record, "lom.xml"), MetadataFormat.LOM.write(record, base)));
            entries.add(PackageEntry.of(metadata(record, "dc.xml"), MetadataFormat.DUBLIN_CORE.write(record, base)));
            entries.add(PackageEntry.of(metadata(record, "json"), MetadataFormat.JSON_LD.write(record, base)));
            if (format == PackageFormat.CARTRIDGE && record.metadata().link() != null) {
                entries.add(PackageEntry.of(CartridgeManifest.link(record), CartridgeManifest.webLink(record)));
            }
            for (int j = 0; j < record.files().size(); j++) {
                VersionFile file = record.files().get(j);
                String path = format == PackageFormat.CARTRIDGE
                        ? CartridgeManifest.path(record, file)
                        : (i + 1) + "-" + safe(String.valueOf(record.metadata().title())) + "/" + (j + 1) + "-"
                                + safe(file.name());
                entries.add(PackageEntry.of(path, file.sha256(), record.id(), file.fileId()));
            }
        }
        return entries;
    }

    static String metadata(OutwardRecord record, String extension) {
        return "metadata/" + record.id() + "." + extension;
    }

    /** A name that every file system takes. */
    static String safe(String name) {
        // Dots at the ends mean other folders, or nothing, to some of them.
        String safe = name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^\\.+|\\.+$", "_");
        // The end has what tells the kind.
        return safe.length() <= MAX_NAME ? safe : safe.substring(safe.length() - MAX_NAME);
    }

    /** With its dot, in lower case; empty for a name without one. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        return extension.matches("\\.[a-z0-9]{1,10}") ? extension : "";
    }
}

package org.coursewarecommons.catalog;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names inside one zip: as given, and each once, also where large and small letters are the same. */
final class ArchiveNames {

    private final Set<String> taken = new HashSet<>();

    /** The name, numbered before its extension when it was there already: {@code 教案 (2).docx}. */
    String of(String fileName) {
        String name = harmless(fileName);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = stem + " (" + number + ")" + extension;
        }
        return name;
    }

    /** Without what file systems take for a path or refuse. */
    static String harmless(String name) {
        return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    }
}

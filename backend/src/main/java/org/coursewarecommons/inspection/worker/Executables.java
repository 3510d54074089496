package org.coursewarecommons.inspection.worker;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Programs that a machine runs when somebody opens them; nothing of the kind belongs into courseware. */
final class Executables {

    /** Without {@code com}: names such as {@code www.example.com} are too common. */
    private static final Set<String> PROGRAMS = Set.of(
            "exe",
            "dll",
            "scr",
            "pif",
            "bat",
            "cmd",
            "ps1",
            "psm1",
            "vbs",
            "vbe",
            "jse",
            "wsf",
            "wsh",
            "hta",
            "msi",
            "msp",
            "msix",
            "lnk",
            "scf",
            "url",
            "jar",
            "class",
            "apk",
            "dex",
            "reg",
            "cpl",
            "gadget",
            "application",
            "appref-ms",
            "deb",
            "rpm",
            "dmg",
            "pkg",
            "elf",
            "chm",
            "docm",
            "dotm",
            "xlsm",
            "xltm",
            "xlam",
            "xll",
            "pptm",
            "potm",
            "ppsm",
            "ppam");

    private static final Set<String> MACRO_DOCUMENTS =
            Set.of("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam");

    private Executables() {}

    /** @param extension in lower case */
    static boolean isProgramExtension(String extension) {
        return PROGRAMS.contains(extension);
    }

    /** Office files that may hold macros: told as such, not as programs. @param extension in lower case */
    static boolean isMacroExtension(String extension) {
        return MACRO_DOCUMENTS.contains(extension);
    }

    /** Whether these first bytes begin a program for any common machine. */
    static boolean isProgram(byte[] start) {
        return isWindowsProgram(start)
                || startsWith(start, 0x7F, 'E', 'L', 'F')
                || startsWith(start, 0xFE, 0xED, 0xFA, 0xCE)
                || startsWith(start, 0xFE, 0xED, 0xFA, 0xCF)
                || startsWith(start, 0xCE, 0xFA, 0xED, 0xFE)
                || startsWith(start, 0xCF, 0xFA, 0xED, 0xFE)
                || startsWith(start, 0xCA, 0xFE, 0xBA, 0xBE)
                || startsWith(start, 'd', 'e', 'x', '\n')
                || startsWith(start, 0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0)
                || startsWith(start, '#', '!', '/')
                || startsWith(start, '#', '!', ' ', '/');
    }

    /** Two letters alone begin many a text, so the second header is looked for, or what every linker writes. */
    private static boolean isWindowsProgram(byte[] start) {
        if (!startsWith(start, 'M', 'Z') || start.length < 64) {
            return false;
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return text.contains("PE\0\0") || text.contains("This program") || text.contains("NE\0");
    }

    static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}

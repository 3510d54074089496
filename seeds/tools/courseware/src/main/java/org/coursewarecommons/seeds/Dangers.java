package org.coursewarecommons.seeds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Makes two presentations what the inspection must keep back; neither does any harm to whoever opens it. */
final class Dangers {

    private static final int BOMB = 24 << 20;

    private Dangers() {}

    /** Declares itself a presentation with macros and carries an empty project. */
    static void macro(Path slides) throws IOException {
        Map<String, byte[]> entries = StablePackage.read(slides);
        entries.computeIfPresent(
                "[Content_Types].xml",
                (name, types) -> new String(types, StandardCharsets.UTF_8)
                        .replace(
                                "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                                "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
                        .getBytes(StandardCharsets.UTF_8));
        entries.put("ppt/vbaProject.bin", new byte[512]);
        StablePackage.write(slides, entries);
    }

    /** 24 MiB of zeros, a thousand times smaller when packed. */
    static void bomb(Path slides) throws IOException {
        Map<String, byte[]> entries = StablePackage.read(slides);
        entries.put("ppt/media/image1.bin", new byte[BOMB]);
        StablePackage.write(slides, entries);
    }
}

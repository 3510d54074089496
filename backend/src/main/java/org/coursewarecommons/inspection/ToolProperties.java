package org.coursewarecommons.inspection;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Foreign programs that make previews better. Each is {@code auto} (taken when it is on the PATH), {@code off} or the
 * program's path. Without them everything works, and a file's preview says what is missing.
 *
 * @param soffice LibreOffice, for pages of text documents and truer slides; off unless asked for, since it takes
 *     seconds a file
 * @param ffmpeg a frame of a film
 * @param ffprobe how long sound and film last
 */
@ConfigurationProperties("courseware.inspection.tools")
record ToolProperties(
        @DefaultValue("off") String soffice,
        @DefaultValue("auto") String ffmpeg,
        @DefaultValue("auto") String ffprobe) {

    /** The program's path. @throws IllegalStateException when one is named that is not there */
    static Optional<Path> program(String setting, String name) {
        if (setting.isBlank() || setting.equals("off")) {
            return Optional.empty();
        }
        if (!setting.equals("auto")) {
            Path named = Path.of(setting);
            if (!Files.isExecutable(named)) {
                throw new IllegalStateException("courseware.inspection.tools." + name + ": no program at " + setting);
            }
            return Optional.of(named.toAbsolutePath());
        }
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            Path program = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                return Optional.of(program.toAbsolutePath());
            }
        }
        return Optional.empty();
    }
}

package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The foreign programs that this machine has, by their paths; null for each that is missing or not wanted. */
public record Tools(@Nullable String soffice, @Nullable String ffmpeg, @Nullable String ffprobe) {

    /** None at all. */
    public static final Tools NONE = new Tools(null, null, null);

    private static final String FILE = "tools.json";

    /** Leaves them in a worker's folder for it to find. */
    public void write(Path folder) throws IOException {
        new ObjectMapper().writeValue(folder.resolve(FILE).toFile(), this);
    }

    static Tools read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? new ObjectMapper().readValue(file.toFile(), Tools.class) : NONE;
    }
}

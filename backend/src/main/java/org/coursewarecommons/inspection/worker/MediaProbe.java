package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long sound and film last, and one frame of a film: by FFmpeg's programs, which read the container we expect only. */
final class MediaProbe {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long MEMORY_MEGABYTES = 2048;
    /** Films often begin black. */
    private static final long FRAME_AT_MILLIS = 3000;

    private final ExternalProgram program;
    private final Path scratch;

    MediaProbe(Path scratch) {
        this.scratch = scratch;
        program = new ExternalProgram(scratch, LIMIT, MEMORY_MEGABYTES);
    }

    /** In milliseconds. @throws IOException when the file is not what its kind says, or the program fails */
    long duration(String ffprobe, FileKind kind, Path file) throws IOException {
        String printed = program.run(List.of(
                ffprobe,
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-f",
                demuxer(kind),
                "-show_entries",
                "format=duration",
                "-of",
                "default=nokey=1:noprint_wrappers=1",
                "file:" + file));
        try {
            return new BigDecimal(printed.strip())
                    .movePointRight(3)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException unclear) {
            throw new IOException("no duration: " + printed, unclear);
        }
    }

    /** A frame near the start, as a picture. @param durationMillis null when it is not known */
    Path frame(String ffmpeg, Path file, @Nullable Long durationMillis) throws IOException {
        long at = durationMillis == null ? 0 : Math.min(FRAME_AT_MILLIS, durationMillis / 10);
        Path frame = scratch.resolve("frame.png");
        int side = Previews.MAX_SIDE;
        program.run(List.of(
                ffmpeg,
                "-nostdin",
                "-v",
                "error",
                "-threads",
                "1",
                "-protocol_whitelist",
                "file",
                "-f",
                demuxer(FileKind.MP4),
                "-ss",
                BigDecimal.valueOf(at, 3).toPlainString(),
                "-i",
                "file:" + file,
                "-map",
                "0:v:0",
                "-frames:v",
                "1",
                "-vf",
                "scale=%d:%d:force_original_aspect_ratio=decrease".formatted(side, side),
                "-f",
                "image2",
                "-y",
                frame.toString()));
        return frame;
    }

    /** Said, not guessed: a play list that calls itself a film would make the programs fetch other files. */
    private static String demuxer(FileKind kind) {
        return kind == FileKind.MP3 ? "mp3" : "mov";
    }
}

package org.coursewarecommons.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux tells about processes under {@code /proc}; elsewhere every question has an empty answer. */
public final class ProcFs {

    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /** True where {@code /proc} exists, that is: where orphans can be recognised before they are stopped. */
    public static boolean available() {
        return Files.isReadable(PROC.resolve("self/cmdline"));
    }

    /** The whole command line of a process, arguments separated by blanks; empty when it is gone or can't be read. */
    public static Optional<String> commandLine(long pid) {
        // ProcessHandle.info() cuts at 4096 bytes, and Elasticsearch names its home after that.
        return read(pid, "cmdline").map(text -> text.replace('\0', ' ').strip()).filter(text -> !text.isEmpty());
    }

    /** Resident memory of a process in bytes. */
    public static Optional<Long> residentBytes(long pid) {
        return read(pid, "status")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith("VmRSS:")).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024);
    }

    /**
     * Memory of a process in bytes with shared pages divided among their users, so that a sum over PostgreSQL's processes counts the
     * shared buffers once; the resident size where the kernel doesn't tell.
     */
    public static Optional<Long> proportionalBytes(long pid) {
        return read(pid, "smaps_rollup")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith("Pss:")).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                .or(() -> residentBytes(pid));
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.UTF_8));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}

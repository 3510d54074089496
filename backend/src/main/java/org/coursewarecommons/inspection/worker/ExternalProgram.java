package org.coursewarecommons.inspection.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a foreign program on an untrusted file: in a process of its own with little time and memory, an empty
 * environment and no input. It and all that it has started are killed at the limit.
 */
final class ExternalProgram {

    private static final int MAX_OUTPUT = 2000;
    /** Every POSIX shell knows these limits; a program beyond one of them is ended by the kernel. */
    private static final String LIMITED = "ulimit -c 0; ulimit -t %d; ulimit -v %d; ulimit -f %d; exec \"$@\"";

    private static final int KIBIBYTES = 1024;
    private static final int BLOCK = 512;
    private static final long MAX_FILE_BYTES = 256L << 20;

    private final Path scratch;
    private final Duration limit;
    private final long memoryMegabytes;

    /**
     * @param scratch an existing folder: working folder, home and place for temporary files
     * @param limit by the clock, and of the processor
     * @param memoryMegabytes of address space, which is more than what it really takes
     */
    ExternalProgram(Path scratch, Duration limit, long memoryMegabytes) {
        this.scratch = scratch;
        this.limit = limit;
        this.memoryMegabytes = memoryMegabytes;
    }

    /** What it printed. @throws IOException when it failed or was killed, with the reason in its message */
    String run(List<String> command) throws IOException {
        String name = Path.of(command.get(0)).getFileName().toString();
        Path output = Files.createTempFile(scratch, name, ".out");
        Process process = start(command, output);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " was killed after " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", ending);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = read(output);
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }

    private Process start(List<String> command, Path output) throws IOException {
        List<String> limited = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LIMITED.formatted(limit.toSeconds(), memoryMegabytes * KIBIBYTES, MAX_FILE_BYTES / BLOCK),
                "sh"));
        limited.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(limited)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("LANG", "C.UTF-8", "HOME", scratch.toString(), "TMPDIR", scratch.toString()));
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        return builder.start();
    }

    private static String read(Path output) throws IOException {
        try (InputStream bytes = Files.newInputStream(output)) {
            return Texts.printable(new String(bytes.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8), MAX_OUTPUT);
        }
    }
}

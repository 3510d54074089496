package org.coursewarecommons.localstack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tiny shell process that outlives this JVM by a moment: it waits at the end of a pipe, and when the pipe breaks (the JVM ended in whatever
 * way, {@code kill -9} included) it stops the processes it was told about. PostgreSQL and Elasticsearch survive their parent otherwise.
 */
public final class Guardian implements AutoCloseable {

    // The pid is checked against its mark again: by the time the pipe breaks it may belong to somebody else.
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            wards=
            while IFS=' ' read -r signal pid mark; do
              wards="$wards$signal $pid $mark
            "
            done
            printf '%s' "$wards" | while IFS=' ' read -r signal pid mark; do
              if tr '\\000' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qF -e "$mark"; then kill -s "$signal" "$pid"; fi
            done
            """;

    private final Process process;

    private Guardian(Process process) {
        this.process = process;
    }

    /** Starts the guardian; it needs only a POSIX shell. */
    public static Guardian start() throws IOException {
        return new Guardian(new ProcessBuilder(List.of("sh", "-c", SCRIPT, "courseware-guardian"))
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * From now on the process ends with this JVM.
     *
     * @param signal name without SIG: INT is PostgreSQL's fast shutdown, TERM the polite way for a JVM
     * @param mark a part of the command line that only this process can have
     */
    public synchronized void watch(String signal, long pid, String mark) throws IOException {
        OutputStream pipe = process.getOutputStream();
        pipe.write((signal + " " + pid + " " + mark + "\n").getBytes(StandardCharsets.UTF_8));
        pipe.flush();
    }

    /** Ends the guardian; whatever it watches should have been stopped before, and is signalled otherwise. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException alreadyBroken) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}

package org.coursewarecommons.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.coursewarecommons.localstack.StackException;

/**
 * Stops what a killed run left behind. A pid alone proves nothing (it may have been given to somebody else since), so a process is only
 * touched when its command line contains a mark that names our directory.
 */
public final class Orphans {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Orphans() {}

    /** The process of a pid file, if it is alive and carries the mark. The pid is the first line of the file. */
    public static Optional<ProcessHandle> find(Path pidFile, String mark) {
        return readPid(pidFile).flatMap(pid -> find(pid, mark));
    }

    /** The process with this pid, if it is alive and carries the mark. */
    public static Optional<ProcessHandle> find(long pid, String mark) {
        return ProcFs.commandLine(pid).filter(line -> line.contains(mark)).flatMap(line -> ProcessHandle.of(pid));
    }

    /**
     * Stops the process of a pid file if it is ours, and deletes the file.
     *
     * @param signal name without SIG
     * @return whether there was something to stop
     */
    public static boolean stop(Path pidFile, String mark, String signal) {
        Optional<ProcessHandle> orphan = find(pidFile, mark);
        orphan.ifPresent(process -> stop(process, signal));
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new StackException("Can't delete " + pidFile + ": " + e.getMessage(), e);
        }
        return orphan.isPresent();
    }

    /** Asks a process by a signal to end, waits, and ends it by force after 20 s. */
    public static void stop(ProcessHandle process, String signal) {
        signal(process.pid(), signal);
        if (!ended(process, PATIENCE)) {
            process.destroyForcibly();
            if (!ended(process, PATIENCE)) {
                throw new StackException(
                        "Process " + process.pid() + " can't be stopped; stop it by hand and start again");
            }
        }
    }

    /** Waits until the process is gone. */
    public static boolean ended(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (alive(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    // In a container without an init nobody collects the dead: they keep their pid but have no command line.
    private static boolean alive(ProcessHandle process) {
        return process.isAlive()
                && (!ProcFs.available() || ProcFs.commandLine(process.pid()).isPresent());
    }

    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("Can't send SIG" + signal + " to process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pid in the first line of a file; empty when there is no such file or no number in it. */
    public static Optional<Long> readPid(Path pidFile) {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}

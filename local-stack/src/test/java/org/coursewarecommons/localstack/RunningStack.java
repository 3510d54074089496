package org.coursewarecommons.localstack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.localstack.process.ProcFs;

/** The subcommand {@code stack} as a child process, as the other modules' tests and people use it. */
public final class RunningStack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path directory;
    private final JsonNode description;

    private RunningStack(Process process, Path directory, JsonNode description) {
        this.process = process;
        this.directory = directory;
        this.description = description;
    }

    public static RunningStack start(Path directory, String parts, String... more) throws IOException {
        Process process = launch(directory, parts, more);
        Path ready = directory.resolve("stack.json");
        Path log = directory.resolve("stack.log");
        await("stack, see " + log)
                .atMost(PATIENCE)
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(Files.readString(log));
                    }
                })
                .until(() -> Files.exists(ready) && owner(ready) == process.pid());
        return new RunningStack(process, directory, new ObjectMapper().readTree(ready.toFile()));
    }

    public static Process launch(Path directory, String parts, String... more) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalStack.class.getName(),
                "stack",
                "--dir",
                directory.toString(),
                "--parts",
                parts,
                "--seeds",
                seeds().toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("stack.log").toFile())
                .start();
    }

    public static Path seeds() {
        return Path.of("src/test/resources/seeds").toAbsolutePath();
    }

    public String at(String pointer) {
        return description.at(pointer).asText();
    }

    public Process process() {
        return process;
    }

    public Path directory() {
        return directory;
    }

    /** Every process whose command line names the directory: parent or not, ours or another user's. */
    public List<ProcessHandle> mentioning() {
        return mentioning(directory);
    }

    public static List<ProcessHandle> mentioning(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(it -> ProcFs.commandLine(it.pid())
                        .filter(line -> line.contains(directory.toString()))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        await("end of the stack").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private static long owner(Path ready) throws IOException {
        return new ObjectMapper().readTree(ready.toFile()).path("pid").asLong();
    }
}

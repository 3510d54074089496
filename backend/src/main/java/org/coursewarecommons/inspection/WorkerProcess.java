package org.coursewarecommons.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.WorkerResult;

/** Runs {@link InspectionWorker} as a child process with little memory, little time and an empty environment. */
class WorkerProcess {

    /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;
    /** 200,000 characters, each at most six bytes of JSON, and the findings. */
    private static final long MAX_RESULT_BYTES = 4L << 20;
    /** The child's own watchdog is only for the case that its parent has gone. */
    private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(5);

    private static final String PROPERTIES_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final ObjectMapper json = new ObjectMapper();
    private final Duration timeLimit;
    private final int heapMegabytes;

    WorkerProcess(InspectionProperties properties) {
        timeLimit = properties.timeLimit();
        heapMegabytes = properties.heapMegabytes();
    }

    /**
     * Checks the file in the folder.
     *
     * @param folder holds the bytes as {@value InspectionWorker#FILE}; the worker may write into it
     * @throws WorkerCrash when the process ended without a result for no reason that lies in the file
     */
    WorkerResult run(Path folder, String name, String declaredType) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(InspectionWorker.NAME), name, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(InspectionWorker.DECLARED), declaredType, StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve(InspectionWorker.SCRATCH));
        Process process = start(folder);
        try {
            if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                process.waitFor();
                return unfinished(folder, "time limit " + timeLimit);
            }
        } finally {
            kill(process);
        }
        if (process.exitValue() == OUT_OF_MEMORY) {
            return unfinished(folder, "memory limit " + heapMegabytes + " MiB");
        }
        if (process.exitValue() != 0) {
            throw new WorkerCrash(process.exitValue(), output(folder));
        }
        return read(folder, InspectionWorker.RESULT)
                .orElseThrow(() -> new WorkerCrash(process.exitValue(), "no result"));
    }

    /** With the foreign programs that it has started. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What is known of a file whose worker did not come to its end. */
    WorkerResult unfinished(Path folder, String why) throws IOException {
        Optional<WorkerResult> complete = read(folder, InspectionWorker.READ);
        if (complete.isPresent()) {
            return complete.get().withoutPreviews(why);
        }
        Optional<WorkerResult> checked = read(folder, InspectionWorker.CHECKED);
        if (checked.isEmpty()) {
            return WorkerResult.incomplete(why);
        }
        WorkerResult known = checked.get();
        boolean readable = known.state() == InspectionState.PASSED || known.state() == InspectionState.REVIEW;
        return readable ? known.withoutText(why) : known;
    }

    private Process start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(folder));
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        builder.environment().put("LANG", "C.UTF-8");
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                // A list of the machine's fonts, else written into the home of whoever runs this.
                "-Dpdfbox.fontcache=" + folder.resolve(InspectionWorker.SCRATCH),
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=inspection/logback-worker.xml",
                "-Djava.io.tmpdir=" + folder.resolve(InspectionWorker.SCRATCH)));
        command.addAll(main());
        command.add(folder.toString());
        command.add(Long.toString(timeLimit.plus(WATCHDOG_GRACE).toMillis()));
        return command;
    }

    /** The same classes that this process runs on. */
    private static List<String> main() {
        String worker = InspectionWorker.class.getName();
        String classPath = absolute(System.getProperty("java.class.path"));
        String source = String.valueOf(
                InspectionWorker.class.getProtectionDomain().getCodeSource().getLocation());
        return source.contains("BOOT-INF")
                ? List.of("-cp", classPath, "-Dloader.main=" + worker, PROPERTIES_LAUNCHER)
                : List.of("-cp", classPath, worker);
    }

    /** The child runs in another folder. */
    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private Optional<WorkerResult> read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        // A worker that was taken over by the file it read must not fill our memory, nor lead us elsewhere.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_RESULT_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(file.toFile(), WorkerResult.class));
        } catch (JsonProcessingException nonsense) {
            return Optional.empty();
        }
    }

    private static String output(Path folder) throws IOException {
        try (InputStream output = Files.newInputStream(folder.resolve("output"))) {
            return new String(output.readNBytes(2000), StandardCharsets.UTF_8);
        }
    }
}

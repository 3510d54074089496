package org.coursewarecommons.inspection;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.NoChannels;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One child process and the lines that it exchanges with us. Used by one thread at a time. */
class WorkerJvm implements AutoCloseable {

    /** The child's own watchdog is only for the case that its parent has gone. */
    private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(5);
    /** The child waits longer than we keep it, so that it never leaves just as it is asked. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration CHILD_WAITS = KEPT.multipliedBy(2);
    /** A line is short; a child that was taken over must not fill our memory with a long one. */
    private static final int MAX_LINE = 200;

    private static final String PROPERTIES_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final String ENDED = "\0";

    private final Path home;
    private final Process process;
    private final BufferedWriter folders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int served;
    private long lastUse = System.nanoTime();

    WorkerJvm(InspectionProperties properties) throws IOException {
        home = Files.createTempDirectory("courseware-worker").toRealPath();
        Files.createFile(home.resolve("hosts"));
        process = start(properties);
        folders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::listen, "inspection-worker");
        reader.setDaemon(true);
        reader.start();
    }

    /** @return false when it has died, is spent, or has stood idle so long that it may be about to leave */
    boolean isFit(int filesPerWorker) {
        return process.isAlive() && served < filesPerWorker && System.nanoTime() - lastUse < KEPT.toNanos();
    }

    /** Waits for the child's next line. @return null when it has not come in time; see {@link #isEnd} */
    @Nullable
    String await(long millis) throws InterruptedException {
        return answers.poll(millis, TimeUnit.MILLISECONDS);
    }

    static boolean isEnd(String answer) {
        return answer.equals(ENDED);
    }

    void ask(Path folder) {
        served++;
        lastUse = System.nanoTime();
        try {
            folders.write(folder + "\n");
            folders.flush();
        } catch (IOException gone) {
            // Its last line will say so.
        }
    }

    void used() {
        lastUse = System.nanoTime();
    }

    /** Of the processor, since the child's start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of a child that speaks no more; one that only has closed its mouth is killed. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** What it has printed, the first part of it. */
    String output() throws IOException {
        try (InputStream output = Files.newInputStream(home.resolve("output"))) {
            return new String(output.readNBytes(2000), StandardCharsets.UTF_8);
        }
    }

    /** Kills it, with the foreign programs that it has started, and takes away what it has left. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            FileSystemUtils.deleteRecursively(home);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            // In the machine's folder for temporary files, which it cleans itself.
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), MAX_LINE)) {
            Optional<String> line = line(lines);
            while (line.isPresent()) {
                answers.add(line.get());
                line = line(lines);
            }
        } catch (IOException gone) {
            // As if it had ended.
        }
        answers.add(ENDED);
    }

    private static Optional<String> line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = lines.read(); next != '\n'; next = lines.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.length() < MAX_LINE) {
                line.append((char) next);
            }
        }
        return Optional.of(line.toString().strip());
    }

    private Process start(InspectionProperties properties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(properties, home, InspectionWorker.class));
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        builder.environment().put("LANG", "C.UTF-8");
        return builder.directory(home.toFile())
                .redirectError(home.resolve("output").toFile())
                .start();
    }

    /** How a child is started that runs this class. @param home folder of its own */
    static List<String> command(InspectionProperties properties, Path home, Class<?> main) {
        List<String> command = new ArrayList<>(properties.launcher());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.heapMegabytes() + "m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                // A list of the machine's fonts, else written into the home of whoever runs this.
                "-Dpdfbox.fontcache=" + home,
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=inspection/logback-worker.xml",
                // An empty list of hosts instead of the name service: no name leads anywhere.
                "-Djdk.net.hosts.file=" + home.resolve("hosts"),
                "-Djava.nio.channels.spi.SelectorProvider=" + NoChannels.class.getName(),
                "-Djava.io.tmpdir=" + home));
        command.addAll(main(main.getName()));
        command.add(Long.toString(properties.timeLimit().plus(WATCHDOG_GRACE).toMillis()));
        command.add(Long.toString(CHILD_WAITS.toMillis()));
        return command;
    }

    /** The same classes that this process runs on. */
    private static List<String> main(String worker) {
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
}

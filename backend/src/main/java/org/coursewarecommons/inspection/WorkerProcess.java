package org.coursewarecommons.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link InspectionWorker} as a child process with little memory, little time, no network and an empty environment.
 * Starting a JVM costs more than reading a lesson, so a process goes on to the next file as long as all that it has read
 * was clean; one that has met anything else is not trusted any more and replaced.
 */
class WorkerProcess implements AutoCloseable {

    /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;
    /** 200,000 characters, each at most six bytes of JSON, and the findings. */
    private static final long MAX_RESULT_BYTES = 4L << 20;
    /** How often the limits are looked at. */
    private static final long POLL_MILLIS = 50;

    private static final int CPU_SHARE_BITS = 26;

    private final ObjectMapper json = new ObjectMapper();
    private final InspectionProperties properties;
    private final ConcurrentLinkedDeque<WorkerJvm> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    WorkerProcess(InspectionProperties properties) {
        this.properties = properties;
    }

    /**
     * @param cpuMillis of the worker's processor
     * @param heapBytes at most in use, garbage included; -1 when the worker could not say
     */
    record Measured(WorkerResult result, long cpuMillis, long heapBytes) {}

    /**
     * Checks the file in the folder.
     *
     * @param folder holds the bytes as {@value InspectionWorker#FILE}; the worker may write into it
     * @throws WorkerCrash when the process ended without a result for no reason that lies in the file
     */
    WorkerResult run(Path folder, String name, String declaredType) throws IOException, InterruptedException {
        return measure(folder, name, declaredType).result();
    }

    Measured measure(Path folder, String name, String declaredType) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(InspectionWorker.NAME), name, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(InspectionWorker.DECLARED), declaredType, StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve(InspectionWorker.SCRATCH));
        WorkerJvm worker = take();
        boolean reusable = false;
        try {
            Measured measured = talk(worker, folder);
            reusable = measured.heapBytes() >= 0 && isClean(measured.result());
            return measured;
        } finally {
            worker.used();
            if (reusable && !closed) {
                idle.push(worker);
            } else {
                worker.close();
            }
        }
    }

    private static boolean isClean(WorkerResult result) {
        return result.state() == InspectionState.PASSED
                && result.findings().stream()
                        .noneMatch(finding -> finding.code().endsWith("-failed"));
    }

    private WorkerJvm take() throws IOException {
        for (WorkerJvm worker = idle.poll(); worker != null; worker = idle.poll()) {
            if (worker.isFit(properties.filesPerWorker())) {
                return worker;
            }
            worker.close();
        }
        return new WorkerJvm(properties);
    }

    private Measured talk(WorkerJvm worker, Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Duration cpuBefore = worker.cpu();
        Duration cpuLimit = cpuLimit(folder);
        worker.ask(folder);
        while (true) {
            @Nullable String answer = worker.await(POLL_MILLIS);
            Duration cpu = worker.cpu().minus(cpuBefore);
            if (answer == null) {
                String excess = excess(start, cpu, cpuLimit, folder);
                if (excess != null) {
                    worker.close();
                    return new Measured(unfinished(folder, excess), cpu.toMillis(), -1);
                }
            } else if (WorkerJvm.isEnd(answer)) {
                return new Measured(ended(worker, folder), cpu.toMillis(), -1);
            } else if (answer.matches("done \\d{1,15} \\d{1,15}")) {
                String[] words = answer.split(" ");
                WorkerResult result =
                        read(folder, InspectionWorker.RESULT).orElseThrow(() -> new WorkerCrash(0, "no result"));
                return new Measured(result, Long.parseLong(words[1]), Long.parseLong(words[2]));
            }
        }
    }

    private Duration cpuLimit(Path folder) throws IOException {
        Path file = folder.resolve(InspectionWorker.FILE);
        long size = Files.exists(file) ? Files.size(file) : 0;
        return properties.cpuLimit().multipliedBy(1 + (size >> CPU_SHARE_BITS));
    }

    private @Nullable String excess(long start, Duration cpu, Duration cpuLimit, Path folder) {
        if (System.nanoTime() - start > properties.timeLimit().toNanos()) {
            return "time limit " + properties.timeLimit();
        }
        boolean beforeText = !Files.exists(folder.resolve(InspectionWorker.CHECKED), LinkOption.NOFOLLOW_LINKS);
        return beforeText && cpu.compareTo(cpuLimit) > 0 ? "processor limit " + cpuLimit : null;
    }

    private WorkerResult ended(WorkerJvm worker, Path folder) throws IOException, InterruptedException {
        int exitCode = worker.exitCode();
        if (exitCode == OUT_OF_MEMORY) {
            return unfinished(folder, "memory limit " + properties.heapMegabytes() + " MiB");
        }
        throw new WorkerCrash(exitCode, worker.output());
    }

    /** Ends those that wait for files; whoever works on one is ended by its own thread. */
    @Override
    public void close() {
        closed = true;
        for (WorkerJvm worker = idle.poll(); worker != null; worker = idle.poll()) {
            worker.close();
        }
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
}

package org.coursewarecommons.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.worker.BenignCorpus;
import org.coursewarecommons.inspection.worker.HostileCorpus;
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.Sample;
import org.springframework.util.FileSystemUtils;

/**
 * Sends files of the corpus through real worker processes of 64 MiB heap and 5 s of the processor each. As a command it
 * prints what became of each; {@code bench/README.md} says how to run it.
 */
public final class CorpusRun {

    static final int HEAP_MEGABYTES = 64;
    static final Duration CPU = Duration.ofSeconds(5);

    private CorpusRun() {}

    /** @param seconds by the clock, the start of a process included where one was started */
    record Row(Sample sample, WorkerProcess.Measured measured, double seconds) {

        List<String> codes() {
            return measured.result().findings().stream().map(Finding::code).toList();
        }

        boolean isRight() {
            return measured.result().state() == sample.state()
                    && (sample.finding().isEmpty()
                            ? codes().stream().allMatch("preview-failed"::equals)
                            : codes().get(0).equals(sample.finding()));
        }
    }

    static List<Row> run(List<Sample> samples) throws Exception {
        InspectionProperties properties =
                new InspectionProperties(2, Duration.ofSeconds(60), HEAP_MEGABYTES, 10, CPU, 200, List.of());
        ExecutorService threads = Executors.newFixedThreadPool(properties.parallel());
        try (WorkerProcess worker = new WorkerProcess(properties)) {
            List<Callable<Row>> tasks = new ArrayList<>();
            samples.forEach(sample -> tasks.add(() -> one(worker, sample)));
            List<Row> rows = new ArrayList<>();
            for (Future<Row> row : threads.invokeAll(tasks)) {
                rows.add(row.get());
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Row one(WorkerProcess worker, Sample sample) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("corpus").toRealPath();
        try {
            Files.write(folder.resolve(InspectionWorker.FILE), sample.bytes().get());
            long start = System.nanoTime();
            WorkerProcess.Measured measured = worker.measure(folder, sample.name(), sample.declaredType());
            return new Row(sample, measured, (System.nanoTime() - start) / 1e9);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Prints a table of both corpora, and exits with 1 when a file got another result than it should. */
    public static void main(String[] args) throws Exception {
        List<Sample> samples = new ArrayList<>(HostileCorpus.all());
        samples.addAll(BenignCorpus.all());
        List<Row> rows = run(samples);
        System.out.println("| file | state | findings | CPU ms | heap MiB | s |\n|---|---|---|--:|--:|--:|");
        for (Row row : rows) {
            System.out.printf(
                    "| %s | %s%s | %s | %d | %s | %.1f |%n",
                    row.sample().label(),
                    row.measured().result().state(),
                    row.isRight() ? "" : " WRONG",
                    String.join(", ", row.codes()),
                    row.measured().cpuMillis(),
                    row.measured().heapBytes() < 0
                            ? "–"
                            : Long.toString(row.measured().heapBytes() >> 20),
                    row.seconds());
        }
        long wrong = rows.stream().filter(row -> !row.isRight()).count();
        System.out.printf(
                "%d files, %d wrong; at most %d ms of the processor, %d MiB of heap%n",
                rows.size(),
                wrong,
                rows.stream().mapToLong(row -> row.measured().cpuMillis()).max().orElse(0),
                rows.stream()
                        .mapToLong(row -> row.measured().heapBytes() >> 20)
                        .max()
                        .orElse(0));
        System.exit(wrong == 0 ? 0 : 1);
    }
}

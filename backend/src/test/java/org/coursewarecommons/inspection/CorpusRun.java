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
import org.coursewarecommons.inspection.worker.InspectionWorker;
import org.coursewarecommons.inspection.worker.Sample;
import org.springframework.util.FileSystemUtils;

/** Sends files of the corpus through real worker processes of 64 MiB heap and 5 s of the processor each. */
final class CorpusRun {

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

    /** A table of what became of each, and the most that one of them took. */
    static String report(List<Row> rows) {
        StringBuilder report = new StringBuilder("| file | state | findings | CPU ms | heap MiB | s |\n")
                .append("|---|---|---|--:|--:|--:|\n");
        for (Row row : rows) {
            long heap = row.measured().heapBytes();
            report.append(String.format(
                    "| %s | %s%s | %s | %d | %s | %.1f |%n",
                    row.sample().label(),
                    row.measured().result().state(),
                    row.isRight() ? "" : " WRONG",
                    String.join(", ", row.codes()),
                    row.measured().cpuMillis(),
                    heap < 0 ? "–" : Long.toString(heap >> 20),
                    row.seconds()));
        }
        return report
                + String.format(
                        "%d files, %d wrong; at most %d ms of the processor, %d MiB of heap%n",
                        rows.size(),
                        rows.stream().filter(row -> !row.isRight()).count(),
                        rows.stream()
                                .mapToLong(row -> row.measured().cpuMillis())
                                .max()
                                .orElse(0),
                        rows.stream()
                                .mapToLong(row -> row.measured().heapBytes() >> 20)
                                .max()
                                .orElse(0));
    }
}

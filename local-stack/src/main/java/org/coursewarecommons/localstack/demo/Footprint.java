package org.coursewarecommons.localstack.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.process.ProcFs;

/** How much memory the demo's processes take together. */
final class Footprint {

    private static final double MEBI = 1024.0 * 1024;

    private Footprint() {}

    /** Prints one line; nothing where the system doesn't tell. */
    static void print(Console console, Map<String, ProcessHandle> parts) {
        if (!ProcFs.available()) {
            return;
        }
        Map<String, Double> sizes = new LinkedHashMap<>();
        parts.forEach((name, process) ->
                sizes.put(name, megabytes(Stream.concat(Stream.of(process), process.descendants()))));
        sizes.put("supervisor with S3 and issuer", megabytes(Stream.of(ProcessHandle.current())));
        double total = sizes.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder line = new StringBuilder(String.format("内存 / Resident memory: %.0f MiB", total));
        sizes.forEach((name, size) -> line.append(String.format(", %s %.0f", name, size)));
        console.line("%s", line);
    }

    private static double megabytes(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(process ->
                                ProcFs.proportionalBytes(process.pid()).orElse(0L))
                        .sum()
                / MEBI;
    }
}

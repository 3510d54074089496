package org.coursewarecommons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** At the end of a run leaves which statuses of which operations the tests saw, for {@code ContractCoverageCheck}. */
public final class ContractCoverage implements TestExecutionListener {

    static final Path FILE = Path.of("target", "contract-coverage.csv");

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Map<String, Integer> seen = ContractWatch.seen();
        if (seen.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    FILE,
                    seen.entrySet().stream()
                            .map(line -> line.getKey() + "," + line.getValue())
                            .collect(Collectors.joining("\n", "operationId,status,seen\n", "\n")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

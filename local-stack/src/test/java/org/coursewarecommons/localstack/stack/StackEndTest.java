package org.coursewarecommons.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.coursewarecommons.localstack.RunningStack;
import org.coursewarecommons.localstack.process.ProcFs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** However a stack ends, nothing of it runs on; and the next one finds the data. */
class StackEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path directory;

    @AfterEach
    void leaveNothing() throws IOException {
        RunningStack.mentioning(directory).forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> RunningStack.mentioning(directory).isEmpty());
        // As root the closed temporary folder is no place for Elasticsearch.
        Stack.forget(directory.resolve("s"));
    }

    @Test
    void givenAllServersWhenTerminatedThenNothingRunsOn() throws Exception {
        RunningStack stack = RunningStack.start(directory.resolve("s"), "postgres,elasticsearch,s3,issuer");

        stack.close();

        assertThat(stack.mentioning()).isEmpty();
        assertThat(stack.directory().resolve("stack.json")).doesNotExist();
    }

    @Test
    void givenServersWhenTheStackIsKilledThenTheGuardianStopsThem() throws Exception {
        RunningStack stack = RunningStack.start(directory.resolve("s"), "postgres,elasticsearch");

        stack.process().destroyForcibly();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.mentioning()).isEmpty());
    }

    @Test
    void givenAnOrphanOfAKilledRunWhenStartedAgainThenItIsReplacedAndTheDataAreThere() throws Exception {
        RunningStack killed = RunningStack.start(directory.resolve("s"), "postgres");
        execute(killed, "create table kept as select 42 as answer");
        killWithGuardian(killed);
        List<ProcessHandle> orphans = killed.mentioning();
        assertThat(orphans).isNotEmpty();

        try (RunningStack next = RunningStack.start(directory.resolve("s"), "postgres")) {
            // Not isAlive(): a dead process keeps its pid until init has collected it.
            assertThat(orphans).noneMatch(it -> ProcFs.commandLine(it.pid()).isPresent());
            assertThat(answer(next)).isEqualTo(42);
        }
    }

    @Test
    void givenAParentWhenItEndsThenTheStackEnds() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        RunningStack stack = RunningStack.start(directory.resolve("s"), "s3", "--parent-pid", "" + parent.pid());

        parent.destroy();

        assertThat(stack.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void killWithGuardian(RunningStack stack) {
        List<ProcessHandle> guardians = stack.process()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sh"))
                .toList();
        // First: it would see the end of the pipe before it could be killed.
        guardians.forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> guardians.stream()
                .noneMatch(it -> ProcFs.commandLine(it.pid()).isPresent()));
        stack.process().destroyForcibly();
        await().atMost(PATIENCE).until(() -> !stack.process().isAlive());
    }

    private static void execute(RunningStack stack, String sql) throws Exception {
        try (Connection connection = connect(stack)) {
            connection.createStatement().execute(sql);
        }
    }

    private static int answer(RunningStack stack) throws Exception {
        try (Connection connection = connect(stack);
                ResultSet row = connection.createStatement().executeQuery("select answer from kept")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(RunningStack stack) throws Exception {
        return DriverManager.getConnection(stack.at("/postgres/jdbcUrl"), "postgres", "postgres");
    }
}

package org.coursewarecommons.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.worker.SocketAttempts;
import org.coursewarecommons.inspection.worker.TestFiles;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerProcessTest {

    @TempDir
    Path folder;

    private final List<Long> others =
            ProcessHandle.current().children().map(ProcessHandle::pid).toList();

    private @Nullable WorkerProcess worker;

    @AfterEach
    void endWorkers() {
        if (worker != null) {
            worker.close();
        }
    }

    @Test
    void checksAFileWithAChineseNameInAChildProcess() throws Exception {
        WorkerResult result = run(Duration.ofSeconds(60), 256, "分数的初步认识.pptx");

        assertThat(result.state()).as(result.toString()).isEqualTo(InspectionState.PASSED);
        assertThat(result.text()).isEqualTo("四分之一");
    }

    @Test
    void killsTheChildAtTheTimeLimitAndCallsTheFileUnchecked() throws Exception {
        WorkerResult result = run(Duration.ofMillis(1), 256, "a.pptx");

        assertUnchecked(result, "time limit");
        assertThat(workers()).isEmpty();
    }

    @Test
    void goesOnWithTheSameChildAfterACleanFileAndWithAnotherAfterABadOne() throws Exception {
        WorkerProcess both = worker(Duration.ofSeconds(60), 256);
        Files.write(folder.resolve("file"), TestFiles.pptx("一"));
        both.run(folder, "a.pptx", "");
        List<Long> first = workers();

        both.run(folder, "a.pptx", "");
        List<Long> second = workers();
        both.run(folder, "a.pdf", "");

        assertThat(first).hasSize(1);
        assertThat(second).isEqualTo(first);
        assertThat(workers()).isEmpty();
    }

    @Test
    void killsTheChildThatUsesMoreOfTheProcessorThanAllowed() throws Exception {
        Files.write(folder.resolve("file"), TestFiles.pptx("一"));
        worker = new WorkerProcess(
                new InspectionProperties(1, Duration.ofSeconds(60), 256, 10, Duration.ofMillis(1), 200, List.of()));

        assertUnchecked(worker.run(folder, "a.pptx", ""), "processor limit");
        assertThat(workers()).isEmpty();
    }

    @Test
    void opensNoSocketOfAnyKindInsideTheWorker() throws Exception {
        Files.createFile(folder.resolve("hosts"));
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = WorkerJvm.command(properties(List.of()), folder, SocketAttempts.class);
            command.add(String.valueOf(listening.getLocalPort()));
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> told = child.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(SocketAttempts.MARK))
                    .toList();

            assertThat(child.waitFor()).isZero();
            assertThat(told).hasSize(SocketAttempts.NUMBER).allMatch(line -> line.endsWith(SocketAttempts.REFUSED));
        }
    }

    @Test
    void startsTheWorkerThroughTheLauncherThatTheOperatorNames() throws Exception {
        Files.write(folder.resolve("file"), TestFiles.pptx("一"));
        worker = new WorkerProcess(properties(List.of("env", "LAUNCHED=by-the-operator")));

        assertThat(worker.run(folder, "a.pptx", "").state()).isEqualTo(InspectionState.PASSED);

        Path environment = Path.of("/proc", String.valueOf(workers().get(0)), "environ");
        assertThat(Files.readString(environment)).contains("LAUNCHED=by-the-operator");
    }

    /** Where an ordinary user may have one; elsewhere the same is shown to fail loudly, not to go on with the network. */
    @Test
    void givesTheWorkerANetworkOfItsOwnOrNoneAtAll() throws Exception {
        List<String> alone = List.of("unshare", "--user", "--map-root-user", "--net");
        Files.write(folder.resolve("file"), TestFiles.pptx("一"));
        worker = new WorkerProcess(properties(alone));
        if (works(alone)) {
            assertThat(worker.run(folder, "a.pptx", "").state()).isEqualTo(InspectionState.PASSED);
            assertThat(network(workers().get(0)))
                    .isNotEqualTo(network(ProcessHandle.current().pid()));
        } else {
            assertThatThrownBy(() -> worker.run(folder, "a.pptx", "")).isInstanceOf(IOException.class);
        }
    }

    private static Path network(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "ns", "net"));
    }

    private static boolean works(List<String> launcher) throws InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Children that others had before are theirs. */
    private List<Long> workers() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .filter(pid -> !others.contains(pid))
                .toList();
    }

    @Test
    void callsAFileUncheckedThatNeedsMoreMemoryThanAllowed() throws Exception {
        assertUnchecked(run(Duration.ofSeconds(60), 8, "a.pptx"), "memory limit");
    }

    @Test
    void keepsTheVerdictOfAFileWhoseTextAloneCouldNotBeRead() throws Exception {
        Files.writeString(
                folder.resolve("checked.json"),
                """
                {"state":"PASSED","mediaType":"application/pdf","findings":[],"text":null}
                """);

        WorkerResult result = worker(Duration.ofSeconds(1), 256).unfinished(folder, "time limit");

        assertThat(result.state()).isEqualTo(InspectionState.REVIEW);
        assertThat(result.mediaType()).isEqualTo("application/pdf");
        assertThat(result.findings()).containsExactly(new Finding("extraction-failed", "time limit"));
    }

    @Test
    void keepsAllThatIsKnownOfAFileWhosePagesAloneCouldNotBeDrawnInTime() throws Exception {
        Files.writeString(
                folder.resolve("read.json"),
                """
                {"state":"PASSED","mediaType":"application/pdf","findings":[],"text":"四分之一"}
                """);

        WorkerResult result = worker(Duration.ofSeconds(1), 256).unfinished(folder, "time limit");

        assertThat(result.state()).isEqualTo(InspectionState.PASSED);
        assertThat(result.text()).isEqualTo("四分之一");
        assertThat(result.findings()).containsExactly(new Finding("preview-failed", "time limit"));
    }

    @Test
    void passesAPictureThatOnlyCannotBeDrawn() throws Exception {
        Files.write(folder.resolve("file"), TestFiles.pngClaiming(200, 100));

        WorkerResult result = worker(Duration.ofSeconds(60), 256).run(folder, "a.png", "image/png");

        assertThat(result.state()).isEqualTo(InspectionState.PASSED);
        assertThat(result.findings()).extracting(Finding::code).containsExactly("preview-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"state\":\"PENDING\",\"findings\":[]}",
                "{\"state\":\"PASSED\",\"findings\":[],\"class\":\"x\"}"
            })
    void believesNoResultThatAWorkerCannotHaveWritten(String nonsense) throws IOException {
        Files.writeString(folder.resolve("checked.json"), nonsense);

        assertUnchecked(worker(Duration.ofSeconds(1), 256).unfinished(folder, "time limit"), "time limit");
    }

    @Test
    void takesNoCharactersFromAWorkerThatTheDatabaseWouldRefuse() throws IOException {
        Files.writeString(
                folder.resolve("checked.json"),
                """
                {"state":"FAILED","mediaType":"a\\u0000b","findings":[{"code":"c","detail":"d\\u0000e"}],"text":null}
                """);

        WorkerResult result = worker(Duration.ofSeconds(1), 256).unfinished(folder, "time limit");

        assertThat(result.mediaType()).isEqualTo("a b");
        assertThat(result.findings()).containsExactly(new Finding("c", "d e"));
    }

    private WorkerResult run(Duration limit, int megabytes, String name) throws IOException, InterruptedException {
        Files.write(folder.resolve("file"), TestFiles.pptx("四分之一"));
        return worker(limit, megabytes).run(folder, name, "application/octet-stream");
    }

    private WorkerProcess worker(Duration limit, int megabytes) {
        worker = new WorkerProcess(
                new InspectionProperties(1, limit, megabytes, 10, Duration.ofSeconds(5), 200, List.of()));
        return worker;
    }

    private static InspectionProperties properties(List<String> launcher) {
        return new InspectionProperties(1, Duration.ofSeconds(60), 256, 10, Duration.ofSeconds(5), 200, launcher);
    }

    private static void assertUnchecked(WorkerResult result, String why) {
        assertThat(result.state()).isEqualTo(InspectionState.ERROR);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("check-incomplete");
            assertThat(finding.detail()).startsWith(why);
        });
    }
}

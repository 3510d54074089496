package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.journey.JourneyFailure;
import org.coursewarecommons.localstack.journey.JourneyTarget;
import org.coursewarecommons.localstack.simulation.Simulation;
import org.coursewarecommons.localstack.stack.Stack;

/** {@code ./demo simulate}: a system of its own, whose time begins with the school year, loaded and then played with. */
final class SimulatedDemo {

    private final DemoFiles files;
    private final Console console;

    SimulatedDemo(DemoFiles files, Console console) {
        this.files = files;
        this.console = console;
    }

    /**
     * Plays two terms, each time from nothing.
     *
     * @param runs how often; more than once proves that the figures depend on the seed alone
     * @return 0 when everything held and all runs gave the same figures
     */
    int run(long seed, int events, int runs) throws IOException, InterruptedException {
        Set<String> digests = new LinkedHashSet<>();
        for (int i = 0; i < runs; i++) {
            digests.add(once(seed, events));
        }
        if (digests.size() > 1) {
            console.line("多次运行结果不同 / The runs gave different figures: %s", digests);
        }
        return digests.size() == 1 ? 0 : 1;
    }

    private String once(long seed, int events) throws IOException, InterruptedException {
        Files.createDirectories(files.home());
        DemoCommand.recover(files);
        forget();
        DemoPorts ports = DemoPorts.choose(System.getenv(), console);
        console.line("Starting the parts; logs are in %s", files.home());
        Stack stack = Stack.start(Demo.plan(files, ports), console);
        try {
            Backend backend = Backend.start(files, ports.api(), stack, environment());
            backend.awaitReady(console);
            DemoDescription description = DemoDescription.of(ports.api(), stack.description(), List.of());
            String importId = new DemoResources(files, description, console).loadNow();
            return play(description, seed, events, importId, backend, stack);
        } catch (JourneyFailure failure) {
            throw new StackException(
                    "The simulation ended: " + failure.getMessage() + "; the backend's log is " + files.backendLog(),
                    failure);
        } finally {
            stack.close();
            forget();
        }
    }

    private String play(
            DemoDescription description, long seed, int events, String importId, Backend backend, Stack stack) {
        long begun = System.nanoTime();
        String digest = new Simulation(
                        new JourneyTarget(
                                URI.create(description.api()), URI.create(description.issuer()), files.seeds()),
                        seed,
                        events,
                        line -> console.line("%s", line))
                .play(importId);
        console.line("两个学期用时 / Two terms took %s", Console.seconds(Duration.ofNanos(System.nanoTime() - begun)));
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put("backend", backend.process().toHandle());
        processes.putAll(stack.processes());
        Footprint.print(console, processes);
        return digest;
    }

    /** Cycles are started by hand, so that the calendar doesn't judge a term from before the school year. */
    private static Map<String, String> environment() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE", "simulate",
                "COURSEWARE_SIMULATION_START", Simulation.START.toString(),
                "COURSEWARE_EVALUATION_BY_CALENDAR", "false");
    }

    /** Nothing of an earlier run may be seen by the next one. */
    private void forget() throws IOException {
        Stack.forget(files.data());
        files.deleteData();
    }
}

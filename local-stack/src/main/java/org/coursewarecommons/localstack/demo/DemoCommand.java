package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coursewarecommons.localstack.Arguments;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Orphans;
import org.coursewarecommons.localstack.simulation.Simulation;
import org.coursewarecommons.localstack.stack.Stack;

/** The subcommand {@code demo}; people call it by {@code ./demo}, which builds what is missing first. */
public final class DemoCommand {

    private static final Set<String> MODES = Set.of("--once", "--serve", "--stop", "--reset", "--simulate");
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

    private DemoCommand() {}

    /** Does what the one option says; exit code 0 only when all of it held. */
    public static int run(List<String> arguments, Console console) throws IOException, InterruptedException {
        Arguments options = new Arguments(arguments, Set.of("--root", "--seed", "--events", "--runs"), MODES);
        DemoFiles files = new DemoFiles(
                Path.of(options.value("--root").orElse("")).toAbsolutePath().normalize());
        List<String> modes = MODES.stream().filter(options::has).toList();
        if (modes.size() > 1) {
            throw new StackException("Only one of " + String.join(" ", modes) + " can be done at a time");
        }
        switch (modes.isEmpty() ? "" : modes.get(0)) {
            case "--stop":
                return stop(files, console);
            case "--reset":
                return reset(files, console);
            case "--simulate":
                DemoFiles simulated = files.simulated();
                return holding(simulated, () -> new SimulatedDemo(simulated, console)
                        .run(
                                options.number("--seed").orElse(Simulation.SEED),
                                options.number("--events")
                                        .orElse((long) Simulation.EVENTS)
                                        .intValue(),
                                options.number("--runs").orElse(1L).intValue()));
            default:
                Demo demo = new Demo(files, console);
                return holding(files, () -> demo.run(!options.has("--serve"), !options.has("--once")));
        }
    }

    private static int stop(DemoFiles files, Console console) throws IOException, InterruptedException {
        Optional<ProcessHandle> supervisor = Orphans.find(files.supervisorPid(), files.supervisorMark());
        if (supervisor.isPresent()) {
            console.line("Stopping the demo (process %d)", supervisor.get().pid());
            supervisor.get().destroy();
            if (!Orphans.ended(supervisor.get(), STOP_PATIENCE)) {
                throw new StackException("The demo (process " + supervisor.get().pid()
                        + ") doesn't stop; `kill -9` it and run ./demo --stop again");
            }
        }
        boolean nothing = supervisor.isEmpty();
        return holding(files, () -> {
            recover(files);
            console.line(nothing ? "No demo was running" : "Stopped; the data are kept in %s", files.data());
            return 0;
        });
    }

    private static int reset(DemoFiles files, Console console) throws IOException, InterruptedException {
        return holding(files, () -> {
            recover(files);
            Stack.forget(files.data());
            Stack.forget(files.simulated().data());
            files.deleteAll();
            console.line("Forgotten: %s", files.home());
            return 0;
        });
    }

    /** Stops what a killed demo left behind. */
    static void recover(DemoFiles files) throws IOException {
        Orphans.stop(files.backendPid(), files.backendMark(), "TERM");
        Stack.recover(files.data());
        Files.deleteIfExists(files.description());
    }

    /** Something that only one process per checkout may do at a time. */
    private interface Step {
        int run() throws IOException, InterruptedException;
    }

    private static int holding(DemoFiles files, Step step) throws IOException, InterruptedException {
        FileLock lock = files.tryLock();
        if (lock == null) {
            String who = Orphans.readPid(files.supervisorPid())
                    .map(pid -> " (process " + pid + ")")
                    .orElse("");
            throw new StackException("The demo of this checkout is running" + who + "; ./demo --stop stops it");
        }
        try {
            return step.run();
        } finally {
            lock.close();
        }
    }
}

package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.coursewarecommons.localstack.Arguments;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Ports;

/** The subcommand {@code stack}: for tests and for whoever develops the backend in an IDE. */
public final class StackCommand {

    /** Its options, for people. */
    public static final String HELP =
            """
              --dir DIR           home of all data; DIR/stack.json says where the parts are once all are ready
              --parts A,B         of postgres, elasticsearch, s3, issuer (default: all)
              --seeds DIR         folder with organisations/*.csv: the issuer's accounts
              --plugin ZIP        Elasticsearch plugin to install
              --port-base N       postgres N, elasticsearch N+1, s3 N+2, issuer N+3 (default: any free ports)
              --parent-pid PID    stop when that process ends
            """;

    private static final Set<String> OPTIONS =
            Set.of("--dir", "--parts", "--seeds", "--plugin", "--port-base", "--parent-pid");

    private StackCommand() {}

    /** Starts the parts and never returns: a signal or the end of the parent process ends this JVM, and its shutdown hook stops the parts. */
    public static int run(List<String> arguments, Console console) throws IOException, InterruptedException {
        Arguments options = new Arguments(arguments, OPTIONS, Set.of());
        Path directory = Path.of(options.required("--dir")).toAbsolutePath().normalize();
        CompletableFuture<?> parentGone = options.number("--parent-pid")
                .<CompletableFuture<?>>map(StackCommand::onExit)
                .orElseGet(CompletableFuture::new);
        // A parent that dies while the parts start must stop them as well.
        parentGone.thenRun(() -> new Thread(() -> System.exit(0), "parent-gone").start());
        StackPlan plan = new StackPlan(
                directory,
                ports(options),
                options.value("--seeds").map(Path::of).orElse(null),
                options.value("--plugin").map(Path::of).orElse(null),
                Distribution.find().orElse(null));
        console.line(
                "Starting %s in %s",
                plan.ports().keySet().stream().map(PartName::label).toList(), directory);
        Stack.start(plan, console);
        console.line("Ready after %.1f s: %s", console.seconds(), directory.resolve("stack.json"));
        new CountDownLatch(1).await();
        return 0;
    }

    private static CompletableFuture<ProcessHandle> onExit(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new StackException("There is no process " + pid + " to wait for"))
                .onExit();
    }

    private static Map<PartName, Integer> ports(Arguments options) {
        Map<PartName, Integer> ports = new EnumMap<>(PartName.class);
        List<String> wanted = options.value("--parts")
                .map(text -> List.of(text.split(",")))
                .orElseGet(() -> List.of("postgres", "elasticsearch", "s3", "issuer"));
        for (String label : wanted) {
            PartName part = PartName.of(label.strip());
            ports.put(
                    part,
                    options.number("--port-base")
                            .map(base -> base.intValue() + part.ordinal())
                            .orElseGet(Ports::any));
        }
        ports.values().stream().filter(port -> !Ports.isFree(port)).findFirst().ifPresent(port -> {
            throw new StackException("Port " + port + " is taken; choose another --port-base or leave it out");
        });
        return ports;
    }
}

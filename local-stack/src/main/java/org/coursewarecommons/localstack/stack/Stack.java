package org.coursewarecommons.localstack.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Guardian;
import org.coursewarecommons.localstack.process.SecretFile;
import org.jspecify.annotations.Nullable;

/** The started parts. Whoever started them closes them; the guardian does it when this JVM is killed. */
public final class Stack implements AutoCloseable {

    private final StackPlan plan;
    private final Console console;
    private final RandomAccessFile lockFile;
    private final Guardian guardian;
    private final List<Part> parts = new ArrayList<>();
    private final List<Runnable> users = new CopyOnWriteArrayList<>();
    private boolean closed;
    private volatile boolean closing;

    private Stack(StackPlan plan, Console console) throws IOException {
        this.plan = plan;
        this.console = console;
        this.lockFile = lock(Files.createDirectories(plan.directory()));
        this.guardian = Guardian.start();
        for (PartName name : plan.ports().keySet()) {
            parts.add(
                    switch (name) {
                        case POSTGRES -> new PostgresPart(plan.directory(), plan.port(name), guardian);
                        case ELASTICSEARCH -> new ElasticsearchPart(plan, guardian);
                        case S3 -> new S3Part(plan.directory(), plan.port(name));
                        case ISSUER -> new IssuerPart(plan);
                    });
        }
    }

    /**
     * Starts all parts of the plan at the same time and returns when all of them answer; then {@code stack.json} is in the directory.
     *
     * @throws StackException with one line for the user when a part doesn't start; nothing runs then
     */
    public static Stack start(StackPlan plan, Console console) throws IOException {
        Stack stack = new Stack(plan, console);
        // A signal while the parts are starting must find them too.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-stop"));
        try {
            stack.startParts();
            SecretFile.write(stack.descriptionFile(), new ObjectMapper().writeValueAsString(stack.description()));
            return stack;
        } catch (IOException | RuntimeException e) {
            // Parts that are stopped while they start complain; that is no news for whoever stopped them.
            RuntimeException told = stack.isClosing() ? new StackException("Stopped while starting", e) : null;
            stack.close();
            if (told != null) {
                throw told;
            }
            throw e;
        }
    }

    /** Where everything is. */
    public StackDescription description() {
        return new StackDescription(
                ProcessHandle.current().pid(),
                describe(PostgresPart.class, PostgresPart::description),
                describe(ElasticsearchPart.class, ElasticsearchPart::description),
                describe(S3Part.class, S3Part::description),
                describe(IssuerPart.class, IssuerPart::description));
    }

    /** Stops what a killed run left behind in this directory; its ports are free afterwards. Only for the holder of the directory. */
    public static void recover(Path directory) throws IOException {
        PostgresPart.recover(directory);
        ElasticsearchPart.recover(directory);
    }

    /** Deletes what the parts of this directory had to keep elsewhere because other users can't reach it. */
    public static void forget(Path directory) throws IOException {
        PostgresPart.forget(directory);
        ElasticsearchPart.forget(directory);
    }

    /** The first process of each part that has its own. */
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        Optional.ofNullable(describe(PostgresPart.class, PostgresPart::process))
                .flatMap(Function.identity())
                .ifPresent(process -> processes.put("postgres", process));
        Optional.ofNullable(describe(ElasticsearchPart.class, ElasticsearchPart::process))
                .flatMap(Function.identity())
                .ifPresent(process -> processes.put("elasticsearch", process));
        return processes;
    }

    /** Something that needs the parts and must be stopped before them. */
    public void closeFirst(Runnable user) {
        users.add(user);
    }

    /** The guardian, for further processes that must end with this JVM. */
    public Guardian guardian() {
        return guardian;
    }

    /** Whether somebody is stopping it, or has. */
    public boolean isClosing() {
        return closing;
    }

    /** Stops everything and waits until nothing of it runs; data stay. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closing = true;
        console.line("Stopping");
        try {
            Files.deleteIfExists(descriptionFile());
            users.forEach(Runnable::run);
            atOnce(parts.stream()
                    .<Callable<Void>>map(part -> () -> {
                        synchronized (part) {
                            part.close();
                        }
                        return null;
                    })
                    .toList());
        } catch (IOException e) {
            throw new StackException("Can't delete " + descriptionFile() + ": " + e.getMessage(), e);
        } finally {
            guardian.close();
            unlock();
            console.line("Stopped");
        }
    }

    private void startParts() {
        atOnce(parts.stream()
                .<Callable<Void>>map(part -> () -> {
                    long begun = System.nanoTime();
                    startUnlessClosing(part);
                    part.awaitReady();
                    console.line(
                            "  %-13s ready after %s",
                            part.name().label(), Console.seconds(Duration.ofNanos(System.nanoTime() - begun)));
                    return null;
                })
                .toList());
    }

    private void startUnlessClosing(Part part) throws Exception {
        synchronized (part) {
            if (closing) {
                throw new StackException("Stopped while starting");
            }
            part.start();
        }
    }

    // All are awaited even when one fails: a part that is still starting could not be stopped.
    private static void atOnce(List<Callable<Void>> steps) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
        @Nullable RuntimeException failure = null;
        try {
            for (Future<Void> step : threads.invokeAll(steps)) {
                try {
                    step.get();
                } catch (ExecutionException e) {
                    RuntimeException fault = e.getCause() instanceof RuntimeException it
                            ? it
                            : new StackException(e.getCause().toString(), e.getCause());
                    if (failure == null) {
                        failure = fault;
                    } else {
                        failure.addSuppressed(fault);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new StackException("Interrupted", e);
        } finally {
            threads.shutdownNow();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private <P extends Part, D> @Nullable D describe(Class<P> type, Function<P, D> description) {
        return parts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .map(description)
                .orElse(null);
    }

    private Path descriptionFile() {
        return plan.directory().resolve("stack.json");
    }

    private static RandomAccessFile lock(Path directory) throws IOException {
        RandomAccessFile file =
                new RandomAccessFile(directory.resolve("stack.lock").toFile(), "rw");
        // The system frees the lock when the process ends, however it ends.
        FileLock lock = file.getChannel().tryLock();
        if (lock == null) {
            file.close();
            throw new StackException(
                    "Another stack is running in " + directory + "; stop it or choose another directory");
        }
        return file;
    }

    private void unlock() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new StackException("Can't release the lock: " + e.getMessage(), e);
        }
    }
}

package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child process that opens untrusted files, one after another. Parsers of rich formats can be made to loop, to eat
 * memory or worse; here that costs a small process, not the backend. It ends with its parent, and by itself when a file
 * takes too long or none comes.
 *
 * <p>Reads a line with a folder for each file and answers with a line, as {@link #answer} says. The folder holds {@value
 * #NAME} (the file's name, UTF-8), {@value #DECLARED} (the type it was announced with) and {@value #FILE}; into it go
 * {@value #CHECKED} once the checks are done, {@value #READ} once the text is there too, pages as {@link
 * Previews#fileName} says, and {@value #RESULT} at the end.
 */
public final class InspectionWorker {

    public static final String NAME = "name";
    public static final String DECLARED = "declared";
    public static final String FILE = "file";
    public static final String CHECKED = "checked.json";
    public static final String READ = "read.json";
    public static final String RESULT = "result.json";
    public static final String SCRATCH = "scratch";

    private static final Logger LOG = LoggerFactory.getLogger(InspectionWorker.class);
    private static final int ABANDONED = 4;
    private static final long WATCH_MILLIS = 500;

    /** When to end unless something happens before; a nanosecond of the JVM's own clock. */
    private static final AtomicLong DEADLINE = new AtomicLong();

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();

    private InspectionWorker(Path folder) {
        this.folder = folder;
    }

    /** @param args milliseconds for one file, milliseconds to wait for the next */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        // What parsers print is no answer.
        System.setOut(System.err);
        Seclusion.takeEffect();
        long forOne = Long.parseLong(args[0]);
        long forNext = Long.parseLong(args[1]);
        endInTime(forNext);
        BufferedReader folders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println("ready");
        for (String next = folders.readLine(); next != null; next = folders.readLine()) {
            endInTime(forOne);
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long before = cpuNanos();
            new InspectionWorker(Path.of(next)).run();
            endInTime(forNext);
            answers.println(answer(cpuNanos() - before));
        }
        // Whatever threads a parser has left behind.
        Runtime.getRuntime().halt(0);
    }

    /** {@code done}, milliseconds of the processor, bytes of heap that were in use at most, garbage included. */
    private static String answer(long cpuNanos) {
        long heap = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return "done " + TimeUnit.NANOSECONDS.toMillis(cpuNanos) + " " + heap;
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static void endInTime(long millis) {
        if (DEADLINE.getAndSet(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)) != 0) {
            return;
        }
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(ABANDONED)));
        Thread watchdog = new Thread(InspectionWorker::watch, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void watch() {
        try {
            while (System.nanoTime() - DEADLINE.get() < 0) {
                TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ABANDONED);
    }

    private void run() throws IOException {
        Path file = folder.resolve(FILE);
        String name = Files.readString(folder.resolve(NAME), StandardCharsets.UTF_8);
        String declared = Files.readString(folder.resolve(DECLARED), StandardCharsets.UTF_8);
        WorkerResult checked =
                new FileCheck(ArchiveLimits.STANDARD, folder.resolve(SCRATCH)).check(file, name, declared);
        write(CHECKED, checked);
        Optional<FileKind> kind = FileKind.of(name);
        if (!checked.isAcceptable() || kind.isEmpty()) {
            write(RESULT, checked);
            return;
        }
        Enrichment enrichment = new Enrichment(folder, kind.get(), file);
        WorkerResult examined = enrichment.examine(checked, FileKind.extension(name));
        if (!examined.isAcceptable()) {
            write(RESULT, examined);
            return;
        }
        WorkerResult read = withText(examined, file, name);
        write(READ, read);
        write(RESULT, enrichment.draw(read));
    }

    static WorkerResult withText(WorkerResult checked, Path file, String name) {
        if (!FileKind.of(name).map(FileKind::hasText).orElse(false)) {
            return checked;
        }
        try {
            return checked.withText(new TextExtractor().extract(file));
        } catch (OutOfMemoryError memory) {
            throw memory;
        } catch (Exception | StackOverflowError | LinkageError unreadable) {
            LOG.warn("no text", unreadable);
            return checked.withoutText(unreadable.toString());
        }
    }

    private void write(String name, WorkerResult result) throws IOException {
        Path partial = folder.resolve(name + ".part");
        json.writeValue(partial.toFile(), result);
        Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}

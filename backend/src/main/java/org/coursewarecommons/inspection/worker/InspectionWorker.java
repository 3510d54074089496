package org.coursewarecommons.inspection.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child process that opens one untrusted file. Parsers of rich formats can be made to loop, to eat memory or worse;
 * here that costs a small process, not the backend. It ends with its parent and by itself after the time limit.
 *
 * <p>Its folder holds {@value #NAME} (the file's name, UTF-8), {@value #DECLARED} (the type it was announced with) and
 * {@value #FILE}; it writes {@value #CHECKED} once the
 * checks are done, {@value #READ} once the text is there too, pages as {@link Previews#fileName} says, and {@value
 * #RESULT} at the end.
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

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();

    private InspectionWorker(Path folder) {
        this.folder = folder;
    }

    /** @param args the folder, the time limit in milliseconds */
    public static void main(String[] args) throws IOException {
        endWithParent(Long.parseLong(args[1]));
        new InspectionWorker(Path.of(args[0])).run();
        // Whatever threads a parser has left behind.
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent(long limitMillis) {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(ABANDONED)));
        Thread watchdog = new Thread(() -> haltAfter(limitMillis), "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void haltAfter(long limitMillis) {
        try {
            TimeUnit.MILLISECONDS.sleep(limitMillis);
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

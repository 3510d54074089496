package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import org.coursewarecommons.localstack.StackException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/** Where the demo of one checkout keeps its things: all in the ignored folder {@code .demo}, what is simulated in one of its own. */
record DemoFiles(Path root, Path home) {

    DemoFiles(Path root) {
        this(root, root.resolve(".demo"));
    }

    /** Of the simulation, which begins with nothing each time and leaves the demo's data alone. */
    DemoFiles simulated() {
        return new DemoFiles(root, home.resolve("simulation"));
    }

    Path data() {
        return home.resolve("data");
    }

    Path seeds() {
        return root.resolve("seeds");
    }

    Path supervisorPid() {
        return home.resolve("demo.pid");
    }

    Path backendPid() {
        return home.resolve("backend.pid");
    }

    Path backendLog() {
        return home.resolve("logs/backend.log");
    }

    Path backendJar() {
        return home.resolve("run/backend.jar");
    }

    Path temporary() {
        return home.resolve("tmp");
    }

    Path description() {
        return home.resolve("demo.json");
    }

    Path plugin() {
        return root.resolve("search-analysis/target/search-analysis-plugin.zip");
    }

    /** What the command line of the supervisor of this checkout contains. */
    String supervisorMark() {
        return "demo --root " + root;
    }

    /** What the command line of the backend of this checkout contains. */
    String backendMark() {
        return "-jar " + backendJar();
    }

    /** The backend as the build left it, whatever its version; the newest one if there are several. */
    Path builtBackend() throws IOException {
        Path target = root.resolve("backend/target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "backend*.jar")) {
                Optional<Path> newest = Optional.empty();
                for (Path jar : jars) {
                    newest = newest.filter(other -> changed(other).compareTo(changed(jar)) >= 0)
                            .or(() -> Optional.of(jar));
                }
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new StackException("The backend is not built; start the demo by ./demo, which builds it");
    }

    /** The right to run the demo of this checkout; the system takes it back when this JVM ends. Null: another process has it. */
    @Nullable
    FileLock tryLock() throws IOException {
        Files.createDirectories(home);
        return new RandomAccessFile(home.resolve("demo.lock").toFile(), "rw")
                .getChannel()
                .tryLock();
    }

    /** Deletes the jars of earlier builds that earlier demos ran from. */
    void tidy() throws IOException {
        Path own = new ApplicationHome(DemoFiles.class).getSource().toPath();
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Files.createDirectories(home.resolve("run")), "local-stack-*.jar")) {
            for (Path jar : jars) {
                if (!Files.isSameFile(jar, own)) {
                    Files.delete(jar);
                }
            }
        }
    }

    void deleteAll() throws IOException {
        delete(home);
    }

    void deleteData() throws IOException {
        if (Files.exists(data())) {
            delete(data());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}

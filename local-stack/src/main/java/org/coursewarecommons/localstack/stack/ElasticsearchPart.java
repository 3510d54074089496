package org.coursewarecommons.localstack.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Guardian;
import org.coursewarecommons.localstack.process.Orphans;
import org.coursewarecommons.localstack.process.Owners;
import org.coursewarecommons.localstack.process.Ports;
import org.jspecify.annotations.Nullable;

/** The real Elasticsearch server as a child process, with our analysis plugin. */
final class ElasticsearchPart implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CONSOLE_LINES = 5;

    private final StackPlan plan;
    private final int port;
    private final Guardian guardian;
    private @Nullable ElasticsearchHome home;
    private volatile @Nullable Process launcher;

    ElasticsearchPart(StackPlan plan, Guardian guardian) {
        this.plan = plan;
        this.port = plan.port(PartName.ELASTICSEARCH);
        this.guardian = guardian;
    }

    @Override
    public PartName name() {
        return PartName.ELASTICSEARCH;
    }

    @Override
    public void start() throws Exception {
        Path zip = plan.elasticsearchZip();
        if (zip == null || !Files.isReadable(zip)) {
            throw new StackException(
                    "The Elasticsearch server is missing; build it with `./mvnw -pl local-stack package`");
        }
        Path base = Owners.reachable(plan.directory().resolve("elasticsearch"), Owners.NOBODY);
        ElasticsearchHome folders = new ElasticsearchHome(base);
        home = folders;
        stopOrphans(folders);
        folders.install(zip);
        folders.installPlugin(plan.plugin());
        folders.configure(port, Ports.any());
        boolean root = Owners.isRoot();
        if (root) {
            Owners.give(base, Owners.NOBODY);
        }
        Process process = launch(folders, root);
        launcher = process;
        Files.writeString(folders.launcherPid(), Long.toString(process.pid()));
        guardian.watch("TERM", process.pid(), mark(folders));
    }

    /** Stops the server that a killed run left in this directory. */
    static void recover(Path directory) throws IOException {
        stopOrphans(new ElasticsearchHome(Owners.reachable(directory.resolve("elasticsearch"), Owners.NOBODY)));
    }

    /** Deletes data that had to live outside the directory. */
    static void forget(Path directory) throws IOException {
        Owners.forget(directory.resolve("elasticsearch"), Owners.NOBODY);
    }

    Optional<ProcessHandle> process() {
        return Optional.ofNullable(launcher).map(Process::toHandle);
    }

    private static void stopOrphans(ElasticsearchHome folders) {
        Orphans.stop(folders.launcherPid(), mark(folders), "TERM");
        Orphans.stop(folders.serverPid(), mark(folders), "TERM");
    }

    // What bin/elasticsearch does, without needing bash.
    private static Process launch(ElasticsearchHome folders, boolean root) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        if (root && !Owners.canReach(java, Owners.NOBODY)) {
            throw new StackException("Elasticsearch doesn't run as root, and other users can't reach " + java
                    + "; install the JDK for all users or start as another user");
        }
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(
                    List.of("setpriv", "--reuid", "" + Owners.NOBODY, "--regid", "" + Owners.NOBODY, "--clear-groups"));
        }
        Path server = folders.server();
        command.addAll(List.of(
                java.toString(),
                "-Xms4m",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folders.temporary(),
                "-Dcli.name=server",
                "-Dcli.script=" + server.resolve("bin/elasticsearch"),
                "-Dcli.libs=lib/tools/server-cli",
                mark(folders),
                "-Des.path.conf=" + folders.config(),
                "-Des.distribution.type=zip",
                "-Des.java.type=ES_JAVA_HOME",
                "-cp",
                server.resolve("lib/*") + ":" + server.resolve("lib/cli-launcher/*"),
                "org.elasticsearch.launcher.CliToolLauncher",
                "-p",
                folders.serverPid().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(server.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(folders.console().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ES_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_TMPDIR", folders.temporary().toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StackException(
                    "Elasticsearch can't be started" + (root ? "; as root it needs `setpriv` (util-linux)" : "") + ": "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void awaitReady() throws IOException, InterruptedException {
        Process process = Objects.requireNonNull(launcher);
        ElasticsearchHome folders = Objects.requireNonNull(home);
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy(client, request)) {
            if (!process.isAlive()) {
                throw new StackException("Elasticsearch ended while starting, see " + folders.console() + ": "
                        + lastLines(folders.console()));
            }
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "Elasticsearch is not ready after " + PATIENCE.toSeconds() + " s, see " + folders.console());
            }
            Thread.sleep(200);
        }
    }

    private static boolean healthy(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String lastLines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size()));
    }

    StackDescription.Elasticsearch description() {
        return new StackDescription.Elasticsearch(url());
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        if (launcher != null && home != null) {
            Optional<ProcessHandle> server = Orphans.find(home.serverPid(), mark(home));
            Orphans.stop(launcher.toHandle(), "TERM");
            server.ifPresent(it -> Orphans.stop(it, "TERM"));
            stopOrphans(home);
            launcher = null;
        }
    }

    private static String mark(ElasticsearchHome folders) {
        return "-Des.path.home=" + folders.server();
    }
}

package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.issuer.Issuer;
import org.coursewarecommons.localstack.process.Orphans;
import org.coursewarecommons.localstack.stack.Stack;
import org.coursewarecommons.localstack.stack.StackDescription;
import org.springframework.util.FileSystemUtils;

/** The backend as its own process, configured by environment alone, as in production. */
final class Backend {

    private static final String OUT_OF_REACH = "1000000";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOG_LINES = 25;
    private static final int NEWS_EVERY_SECONDS = 5;

    private final DemoFiles files;
    private final Process process;
    private final String health;

    private Backend(DemoFiles files, Process process, String health) {
        this.files = files;
        this.process = process;
        this.health = health;
    }

    /** Starts it on the parts of the stack, which will stop it before them. @param more variables of its environment */
    static Backend start(DemoFiles files, int port, Stack stack, Map<String, String> more) throws IOException {
        // A rebuild while the demo serves must not pull the classes from under it.
        Files.createDirectories(files.backendJar().getParent());
        Files.copy(files.builtBackend(), files.backendJar(), StandardCopyOption.REPLACE_EXISTING);
        FileSystemUtils.deleteRecursively(files.temporary());
        Files.createDirectories(files.temporary());
        Files.createDirectories(files.backendLog().getParent());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        // It lives for minutes and shares two cores with three servers: a quick start beats peak speed.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + files.temporary(),
                        "-jar",
                        files.backendJar().toString()))
                .directory(files.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.backendLog().toFile());
        builder.environment().putAll(environment(files, port, stack.description()));
        builder.environment().putAll(more);
        Process process = builder.start();
        Files.writeString(files.backendPid(), Long.toString(process.pid()));
        Backend backend = new Backend(files, process, "http://127.0.0.1:" + port + "/actuator/health/readiness");
        stack.closeFirst(backend::stop);
        stack.guardian().watch("TERM", process.pid(), files.backendMark());
        return backend;
    }

    private static Map<String, String> environment(DemoFiles files, int port, StackDescription stack) {
        var postgres = DemoDescription.present(stack.postgres());
        var s3 = DemoDescription.present(stack.s3());
        return Map.ofEntries(
                Map.entry("SERVER_PORT", Integer.toString(port)),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SPRING_DATASOURCE_URL", postgres.jdbcUrl()),
                Map.entry("SPRING_DATASOURCE_USERNAME", postgres.username()),
                Map.entry("SPRING_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry(
                        "SPRING_ELASTICSEARCH_URIS",
                        DemoDescription.present(stack.elasticsearch()).url()),
                Map.entry("COURSEWARE_S3_ENDPOINT", s3.endpoint()),
                Map.entry("COURSEWARE_S3_ACCESS_KEY", s3.accessKey()),
                Map.entry("COURSEWARE_S3_SECRET_KEY", s3.secretKey()),
                Map.entry("COURSEWARE_S3_REGION", s3.region()),
                Map.entry("COURSEWARE_S3_BUCKET", "courseware"),
                Map.entry(
                        "COURSEWARE_SECURITY_ISSUER",
                        DemoDescription.present(stack.issuer()).url()),
                Map.entry("COURSEWARE_SECURITY_AUDIENCE", Issuer.AUDIENCE),
                // The journey and the benchmarks do in a minute what a district does in a day.
                Map.entry("COURSEWARE_LIMITS_READ", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_SEARCH", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_WRITE", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_UPLOAD", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_BULK", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_OPEN", OUT_OF_REACH),
                Map.entry("COURSEWARE_LIMITS_FAILED_SIGN_INS", OUT_OF_REACH),
                Map.entry("COURSEWARE_SEEDS", files.seeds().toString()),
                // So that subscribers can be tried out on this machine.
                Map.entry("COURSEWARE_INTEROP_WEBHOOKS_TRUSTEDHOSTS", "127.0.0.1,localhost"));
    }

    /** Returns when the backend takes requests; shows that it is still at it. */
    void awaitReady(Console console) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(health))
                .timeout(Duration.ofSeconds(10))
                .build();
        long begun = System.nanoTime();
        long told = 0;
        while (!ready(client, request)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            if (!process.isAlive() || waited.compareTo(PATIENCE) > 0) {
                lastLines().forEach(line -> console.line("  | %s", line));
                throw new StackException((process.isAlive()
                                ? "The backend is not ready after " + waited.toSeconds() + " s"
                                : "The backend ended while starting")
                        + ", its log is " + files.backendLog());
            }
            if (waited.toSeconds() >= told + NEWS_EVERY_SECONDS) {
                told = waited.toSeconds();
                console.line("  %-13s starting, %d s", "backend", told);
            }
            Thread.sleep(250);
        }
        console.line("  %-13s ready after %s", "backend", Console.seconds(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static boolean ready(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(files.backendLog());
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    }

    Process process() {
        return process;
    }

    private void stop() {
        Orphans.stop(process.toHandle(), "TERM");
        Orphans.stop(files.backendPid(), files.backendMark(), "TERM");
    }
}

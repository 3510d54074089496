package org.coursewarecommons;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The backend as a process of its own on the parts of the test stack. */
public record BackendProcess(Process process, int port) {

    private static final List<String> SETTINGS = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.elasticsearch.uris",
            "courseware.s3.endpoint",
            "courseware.s3.public-endpoint",
            "courseware.s3.access-key",
            "courseware.s3.secret-key",
            "courseware.s3.region",
            "courseware.security.issuer",
            "courseware.security.audience",
            "courseware.seeds");

    /**
     * Returns when it takes requests; it ends with this JVM, or when it is killed.
     *
     * @param more settings by name, also in the place of those that the stack has
     */
    public static BackendProcess start(Map<String, String> more) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                CoursewareCommons.class.getName(),
                "--server.port=" + port));
        TestStack stack = TestStack.get();
        Map<String, String> settings = new LinkedHashMap<>();
        SETTINGS.forEach(name -> settings.put(name, stack.property(name)));
        settings.put("courseware.limits.enabled", "false");
        settings.putAll(more);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = Files.createDirectories(Path.of("target", "second-backend")).resolve("backend.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("the backend is ready; its log is " + log)
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .failFast("the backend ended, see " + log, () -> !process.isAlive())
                .until(() -> Api.on(port)
                                .with("Accept", "*/*")
                                .get("/actuator/health/readiness")
                                .status()
                        == 200);
        return new BackendProcess(process, port);
    }

    /** Without the tests' own classes. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** SIGKILL. */
    public void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}

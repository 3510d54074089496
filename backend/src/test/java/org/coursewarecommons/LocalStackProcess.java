package org.coursewarecommons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** The stack of module local-stack as a child process; it ends with this JVM, however this JVM ends. */
final class LocalStackProcess {

    /** The checkout: tests run in the module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Path DIR = Path.of("target", "test-stack").toAbsolutePath();

    private final JsonNode description;

    private LocalStackProcess(JsonNode description) {
        this.description = description;
    }

    static LocalStackProcess start(String parts) {
        try {
            FileSystemUtils.deleteRecursively(DIR);
        } catch (IOException cannotDelete) {
            throw new IllegalStateException("what a former run left can't be deleted", cannotDelete);
        }
        return start(parts, DIR);
    }

    /** @param dir whose data are kept, should there be any */
    static LocalStackProcess start(String parts, Path dir) {
        try {
            Files.createDirectories(dir);
            Path log = dir.resolve("stack.log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            ROOT.resolve("local-stack/target/local-stack.jar").toString(),
                            "stack",
                            "--dir",
                            dir.toString(),
                            "--parts",
                            parts,
                            "--seeds",
                            ROOT.resolve("seeds").toString(),
                            "--plugin",
                            ROOT.resolve("search-analysis/target/search-analysis-plugin.zip")
                                    .toString(),
                            "--parent-pid",
                            String.valueOf(ProcessHandle.current().pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            Path ready = dir.resolve("stack.json");
            Awaitility.await("local-stack is ready; its log is " + log)
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("local-stack ended, see " + log, () -> !process.isAlive())
                    .until(() -> Files.exists(ready));
            return new LocalStackProcess(new ObjectMapper().readTree(ready.toFile()));
        } catch (IOException cannotStart) {
            throw new IllegalStateException("local-stack did not start", cannotStart);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String issuer() {
        return description.at("/issuer/url").asText();
    }

    Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", description.at("/postgres/jdbcUrl").asText(),
                "spring.datasource.username",
                        description.at("/postgres/username").asText(),
                "spring.datasource.password",
                        description.at("/postgres/password").asText(),
                "spring.elasticsearch.uris",
                        description.at("/elasticsearch/url").asText(),
                "courseware.s3.endpoint", description.at("/s3/endpoint").asText(),
                "courseware.s3.public-endpoint", description.at("/s3/endpoint").asText(),
                "courseware.s3.access-key", description.at("/s3/accessKey").asText(),
                "courseware.s3.secret-key", description.at("/s3/secretKey").asText(),
                "courseware.s3.region", description.at("/s3/region").asText());
    }
}

package org.coursewarecommons.localstack.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.coursewarecommons.localstack.process.SecretFile;
import org.coursewarecommons.localstack.stack.StackDescription;
import org.jspecify.annotations.Nullable;

/** {@code .demo/demo.json}: where things are while the demo serves. */
record DemoDescription(
        String api,
        String health,
        String issuer,
        String elasticsearch,
        String s3,
        String postgres,
        List<DemoAccount> accounts) {

    /** One account; {@code schoolId} is the school's code in the seeds, empty above the schools. */
    record DemoAccount(String username, List<String> roles, String schoolId, String name) {}

    static DemoDescription of(int apiPort, StackDescription stack, List<DemoAccount> accounts) {
        String api = "http://127.0.0.1:" + apiPort;
        return new DemoDescription(
                api,
                api + "/actuator/health/readiness",
                present(stack.issuer()).url(),
                present(stack.elasticsearch()).url(),
                present(stack.s3()).endpoint(),
                present(stack.postgres()).jdbcUrl(),
                accounts);
    }

    /** The demo starts every part. */
    static <T> T present(@Nullable T part) {
        return Objects.requireNonNull(part, "part of the stack");
    }

    void write(Path file) throws IOException {
        SecretFile.write(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}

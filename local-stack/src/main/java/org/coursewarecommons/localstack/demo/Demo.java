package org.coursewarecommons.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.demo.DemoDescription.DemoAccount;
import org.coursewarecommons.localstack.journey.CoursewareJourney;
import org.coursewarecommons.localstack.journey.JourneyTarget;
import org.coursewarecommons.localstack.stack.Distribution;
import org.coursewarecommons.localstack.stack.PartName;
import org.coursewarecommons.localstack.stack.Stack;
import org.coursewarecommons.localstack.stack.StackPlan;

/** One run of the demo: parts, backend, journey, serving. */
final class Demo {

    private final DemoFiles files;
    private final Console console;

    Demo(DemoFiles files, Console console) {
        this.files = files;
        this.console = console;
    }

    /**
     * Runs until the work is done or, when serving, until a signal ends this JVM.
     *
     * @return 0 when everything held
     */
    int run(boolean journey, boolean serve) throws IOException, InterruptedException {
        Files.writeString(
                files.supervisorPid(), Long.toString(ProcessHandle.current().pid()));
        files.tidy();
        DemoCommand.recover(files);
        DemoPorts ports = DemoPorts.choose(System.getenv(), console);
        console.line("Starting the parts; data and logs are in %s", files.home());
        Stack stack = Stack.start(plan(files, ports), console);
        try {
            stack.closeFirst(this::forgetDescription);
            Backend backend = Backend.start(files, ports.api(), stack, Map.of());
            backend.awaitReady(console);
            DemoDescription description = DemoDescription.of(
                    ports.api(), stack.description(), DemoAccounts.choose(files.seeds(), LocalDate.now()));
            description.write(files.description());
            boolean held = !journey || walk(description, backend, stack);
            if (serve) {
                print(description);
                // After the journey: its files would else wait behind two hundred others for their checks.
                new DemoResources(files, description, console).loadInBackground();
                int code = backend.process().waitFor();
                throw new StackException(
                        "The backend ended (exit code " + code + "), its log is " + files.backendLog());
            }
            return held ? 0 : 1;
        } catch (StackException e) {
            if (stack.isClosing()) {
                // A signal stops the backend before the parts: no failure to report.
                return 1;
            }
            throw e;
        } finally {
            stack.close();
        }
    }

    private boolean walk(DemoDescription description, Backend backend, Stack stack) {
        boolean held = new CoursewareJourney(
                        new JourneyTarget(
                                URI.create(description.api()), URI.create(description.issuer()), files.seeds()),
                        line -> console.line("%s", line))
                .walk();
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put("backend", backend.process().toHandle());
        processes.putAll(stack.processes());
        console.line("");
        Footprint.print(console, processes);
        // ./demo becomes this process, so its start is the moment the user pressed Enter.
        Instant begun = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        console.line(
                "从启动到结束 / From the start to the journey's end: %s, %s",
                Console.seconds(Duration.between(begun, Instant.now())),
                held ? "每一步都成立 / every step held" : "有步骤失败 / steps FAILED");
        return held;
    }

    private void print(DemoDescription description) {
        console.line("");
        console.line("演示已就绪 / The demo serves; Ctrl-C or ./demo --stop ends it");
        console.line("  API            %s/api/v1", description.api());
        console.line("  health         %s", description.health());
        console.line("  issuer         %s  (POST /demo/tokens {\"username\":\"…\"})", description.issuer());
        console.line("  Elasticsearch  %s", description.elasticsearch());
        console.line("  S3             %s", description.s3());
        console.line("  PostgreSQL     %s", description.postgres());
        console.line("  backend's log  %s", files.backendLog());
        console.line("账号(不需要密码) / Accounts (no password), also in %s", files.description());
        for (DemoAccount account : description.accounts()) {
            console.line("  %-18s %-34s %s", account.username(), String.join(" ", account.roles()), account.name());
        }
    }

    static StackPlan plan(DemoFiles files, DemoPorts ports) throws IOException {
        Map<PartName, Integer> parts = new EnumMap<>(PartName.class);
        parts.put(PartName.POSTGRES, ports.postgres());
        parts.put(PartName.ELASTICSEARCH, ports.elasticsearch());
        parts.put(PartName.S3, ports.s3());
        parts.put(PartName.ISSUER, ports.issuer());
        if (!Files.isReadable(files.plugin())) {
            throw new StackException("The search plugin is not built; start the demo by ./demo, which builds it");
        }
        return new StackPlan(
                files.data(),
                parts,
                files.seeds(),
                files.plugin(),
                Distribution.find().orElse(null));
    }

    private void forgetDescription() {
        try {
            Files.deleteIfExists(files.description());
            Files.deleteIfExists(files.supervisorPid());
        } catch (IOException e) {
            throw new StackException("Can't delete " + files.description() + ": " + e.getMessage(), e);
        }
    }
}

package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.HttpHost;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * A node of its own is killed (SIGKILL) in the middle of being fed and started anew on what it left, again and again,
 * while documents change all the time. In the end nothing is lost and the comparison finds nothing. A command, not part
 * of the build, which has {@link EngineOutageIT}:
 *
 * <pre>./mvnw -pl backend -am test -Dtest=EngineKill -Dkill.times=3 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@IntegrationTest
class EngineKill {

    private static final int KILLS = Integer.getInteger("kill.times", 3);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DIR = Path.of("target", "killed-engine").toAbsolutePath();

    private final ApplicationContext context;

    EngineKill(ApplicationContext context) {
        this.context = context;
    }

    @Test
    void whatWasNotedAsIndexedSurvivesEveryKill() throws Exception {
        List<UUID> ids = new ArrayList<>();
        Publishing publishing = new Publishing(context);
        for (int i = 0; i < 60; i++) {
            ids.add(publishing.publish("T-JHS-005-01", Publishing.nonce()));
        }
        AtomicLong changes = new AtomicLong();
        try (OwnIndex own = new OwnIndex(context)) {
            ScheduledExecutorService changing = Executors.newSingleThreadScheduledExecutor();
            changing.scheduleAtFixedRate(
                    () -> {
                        own.queue.bump(ids.get(ThreadLocalRandom.current().nextInt(ids.size())));
                        changes.incrementAndGet();
                    },
                    0,
                    2,
                    TimeUnit.MILLISECONDS);
            for (int kill = 1; kill <= KILLS; kill++) {
                Process stack = start();
                try (RestClient rest = client()) {
                    ElasticsearchClient engine = engine(rest);
                    IndexerLoop loop = new IndexerLoop(own.indexer(engine), own.properties);
                    loop.start();
                    TimeUnit.MILLISECONDS.sleep(
                            2_000 + ThreadLocalRandom.current().nextInt(3_000));
                    killAll(stack);
                    TimeUnit.SECONDS.sleep(1);
                    loop.stop();
                }
                System.out.printf("[kill] %d of %d, %d changes so far%n", kill, KILLS, changes.get());
            }
            changing.shutdown();
            Process stack = start();
            try (RestClient rest = client()) {
                ElasticsearchClient engine = engine(rest);
                own.queue.enrol(context.getBean(Catalogue.class).findableIds(null, 100_000));
                own.jdbc.sql("update search.document set claimed_until = null").update();
                own.indexer(engine).sendDue();
                await().atMost(Duration.ofSeconds(60)).until(() -> own.due() == 0);
                var found = own.scan(engine).run(false, () -> {});
                System.out.printf("[kill] after %d kills and %d changes: %s%n", KILLS, changes.get(), found.counts());
                assertThat(found.counts().values()).as(found.toString()).allMatch(count -> count == 0);
            } finally {
                killAll(stack);
            }
        }
    }

    private static Process start() throws IOException {
        Files.createDirectories(DIR);
        Files.deleteIfExists(DIR.resolve("stack.json"));
        Process stack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        ROOT.resolve("local-stack/target/local-stack.jar").toString(),
                        "stack",
                        "--dir",
                        DIR.toString(),
                        "--parts",
                        "elasticsearch",
                        "--seeds",
                        ROOT.resolve("seeds").toString(),
                        "--plugin",
                        ROOT.resolve("search-analysis/target/search-analysis-plugin.zip")
                                .toString(),
                        "--parent-pid",
                        String.valueOf(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        DIR.resolve("stack.log").toFile()))
                .start();
        await("the node is ready")
                .atMost(Duration.ofMinutes(2))
                .failFast("it ended, see its log", () -> !stack.isAlive())
                .until(() -> Files.exists(DIR.resolve("stack.json")));
        return stack;
    }

    /** The node and whoever watches it, all without a last word. */
    private static void killAll(Process stack) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(stack.descendants().toList());
        all.add(stack.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        stack.waitFor(10, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(20)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static RestClient client() throws IOException {
        String url = new ObjectMapper()
                .readTree(DIR.resolve("stack.json").toFile())
                .at("/elasticsearch/url")
                .asText();
        return RestClient.builder(HttpHost.create(url)).build();
    }

    private static ElasticsearchClient engine(RestClient rest) {
        return new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
    }
}

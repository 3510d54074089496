package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine is cut off in the middle of writing, again and again, while persons publish, share and search. */
@IntegrationTest
class EngineOutageIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final int CUTS = 3;

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final ElasticsearchClient engine;
    private final Api steward;

    EngineOutageIT(ApplicationContext context) {
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        engine = context.getBean(ElasticsearchClient.class);
        steward = publishing.api().as("D-01");
    }

    @Test
    void nothingIsLostAndTheReportIsAllZeros() throws Exception {
        // Whatever other tests have damaged is not this one's business.
        ask("repair");
        AtomicBoolean over = new AtomicBoolean();
        Queue<UUID> published = new ConcurrentLinkedQueue<>();
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        ExecutorService persons = Executors.newFixedThreadPool(4);
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            working.add(persons.submit(() -> {
                while (!over.get()) {
                    UUID id = publishing.publish(AUTHOR, Publishing.nonce());
                    published.add(id);
                    publishing.share(id, TargetScope.Level.PUBLIC);
                }
            }));
            working.add(persons.submit(() -> {
                while (!over.get()) {
                    answers.add(publishing.api().as(AUTHOR).get("search?q=x").status());
                }
            }));
        }

        for (int cut = 0; cut < CUTS; cut++) {
            int before = published.size();
            TestStack.get().wire("spring.elasticsearch.uris").whileCut(() -> awaitMore(published, before + 5));
            int after = published.size();
            awaitMore(published, after + 5);
        }
        over.set(true);
        for (Future<?> work : working) {
            work.get(1, TimeUnit.MINUTES);
        }
        persons.shutdown();

        await().atMost(Duration.ofSeconds(60)).until(() -> due() == 0);
        for (UUID id : published) {
            assertThat(isPublic(id)).as("document of %s", id).isTrue();
        }
        assertThat(answers).as("searches").isNotEmpty().allMatch(status -> status == 200 || status == 503);
        Api.Answer report = ask("checks");
        for (String kind : List.of("missing", "stale", "ghost", "wrongScope")) {
            assertThat(report.json().get(kind).asLong()).as(report.toString()).isZero();
        }
    }

    private static void awaitMore(Queue<UUID> published, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> published.size() >= count);
    }

    private long due() {
        return jdbc.sql("select count(*) from search.document where indexed_seq < seq")
                .query(Long.class)
                .single();
    }

    private boolean isPublic(UUID id) throws IOException {
        var found = engine.get(get -> get.index("resources").id(id.toString()), Object.class);
        return found.found() && String.valueOf(found.source()).contains("public");
    }

    private Api.Answer ask(String what) {
        Instant asked = Instant.now();
        assertThat(steward.post("admin/consistency/" + what).status()).isEqualTo(202);
        Api.Answer[] told = new Api.Answer[1];
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            told[0] = steward.get("admin/consistency");
            return !told[0].json().get("running").asBoolean()
                    && Instant.parse(told[0].text("/checkedAt")).isAfter(asked);
        });
        return told[0];
    }
}

package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpHost;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.sharing.ScopesChanged;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A new index behind the alias: nothing is lost on the way, whoever is killed and whatever changes meanwhile. */
@IntegrationTest
class RebuildIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final String STEWARD = "D-01";
    private static final UUID NOBODY = new UUID(0, 0);

    private final ApplicationContext context;
    private final Publishing publishing;

    private OwnIndex own;
    private UUID resource;

    RebuildIT(ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
    }

    /** The process dies here. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void anIndexThatIsFed() {
        own = new OwnIndex(context);
        resource = publishing.publish(AUTHOR, Publishing.nonce());
        own.queue.bump(resource);
        own.feed();
    }

    @AfterEach
    void close() throws IOException {
        own.close();
    }

    @Test
    void theNewIndexTakesOverAndTheOldOneGoes() throws Exception {
        String before = own.searched();

        Rebuild done = run(request(true));

        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(own.searched()).isEqualTo(done.target()).isNotEqualTo(before);
        assertThat(own.engine.indices().exists(index -> index.index(before)).value())
                .isFalse();
        assertThat(own.holds(resource)).isTrue();
        own.queue.bump(resource);
        own.feed();
        assertThat(own.due()).isZero();
    }

    @Test
    void aRebuiltIndexEqualsTheFedOne() throws Exception {
        publishing.publish(
                AUTHOR,
                Publishing.nonce(),
                "分数.docx",
                Files.readAllBytes(Path.of("../seeds/courseware/fenshu-lianxi.docx")));
        // Everything that the application knows goes through the feed first.
        own.queue.enrol(context.getBean(Catalogue.class).publishedIds(null, 10_000));
        own.feed();

        Rebuild done = run(request(true));

        IndexComparison.Result result = new ObjectMapper().readValue(done.comparison(), IndexComparison.Result.class);
        assertThat(result.equal()).as(done.comparison()).isTrue();
        assertThat(result.differing()).isZero();
        assertThat(result.documents()).isPositive();
        assertThat(result.oldHash()).hasSize(64).isEqualTo(result.newHash());
    }

    @Test
    void aTamperedDocumentShowsInTheComparison() throws Exception {
        own.engine.update(
                update -> update.index(own.properties.alias())
                        .id(resource.toString())
                        .doc(Map.of("downloads", 4711))
                        .refresh(Refresh.True),
                Object.class);
        long version = own.engine
                .get(get -> get.index(own.properties.alias()).id(resource.toString()), Object.class)
                .version();
        own.jdbc
                .sql("update search.document set seq = :v, indexed_seq = :v where resource_id = :id")
                .param("v", version)
                .param("id", resource)
                .update();

        Rebuild done = run(request(true));

        assertThat(done.comparison()).contains("\"equal\":false", resource.toString());
    }

    @Test
    void aKilledRebuildGoesOnWhereItStood() throws Exception {
        Rebuild rebuild = request(false);
        AtomicInteger batches = new AtomicInteger();
        BuildQueue dying = new BuildQueue(own.jdbc) {
            @Override
            void built(long generation, Collection<FeedQueue.Claim> claims, boolean refused) {
                super.built(generation, claims, refused);
                if (batches.incrementAndGet() == 2) {
                    throw new Killed();
                }
            }
        };
        kill(own.work(own.engine, dying));
        assertThat(own.searched()).isEqualTo(rebuild.source());
        // What was built before the kill changes meanwhile.
        own.queue.bump(resource);
        own.feed();

        Rebuild done = run(rebuild);

        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(done.attempts()).isEqualTo(2);
        assertThat(own.holds(resource)).isTrue();
        assertThat(version(resource)).isEqualTo(seq(resource));
    }

    @Test
    void whoDiesBetweenTheSwitchOfTheFeedAndThatOfTheAliasIsContinued() throws Exception {
        Rebuild rebuild = request(false);
        BuildQueue dying = new BuildQueue(own.jdbc) {
            @Override
            public boolean takeOver(UUID id, UUID claim, long generation, String name) {
                super.takeOver(id, claim, generation, name);
                throw new Killed();
            }
        };
        kill(own.work(own.engine, dying));
        assertThat(own.searched()).isEqualTo(rebuild.source());
        // The feed goes on, into the new index, and its own check does not move the alias by itself.
        own.queue.bump(resource);
        own.feed();
        assertThat(own.searched()).isEqualTo(rebuild.source());

        Rebuild done = run(rebuild);

        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(own.searched()).isEqualTo(rebuild.target());
        assertThat(version(resource)).isEqualTo(seq(resource));
    }

    @Test
    void aChangeBetweenTheLastLookAndTheSwitchIsSentToTheNewIndex() throws Exception {
        Rebuild rebuild = request(false);
        BuildQueue late = new BuildQueue(own.jdbc) {
            @Override
            public boolean takeOver(UUID id, UUID claim, long generation, String name) {
                own.queue.bump(resource);
                own.feed();
                return super.takeOver(id, claim, generation, name);
            }
        };
        claimAndRun(own.work(own.engine, late));

        assertThat(own.due()).isEqualTo(1);
        own.feed();
        assertThat(own.searched()).isEqualTo(rebuild.target());
        assertThat(version(resource)).isEqualTo(seq(resource));
    }

    @Test
    void whatWasSentToTheOldIndexIsNotNotedAfterTheSwitch() throws Exception {
        own.queue.bump(resource);
        List<FeedQueue.Claim> claims = own.queue.claim(10, Duration.ofSeconds(30));
        long old = own.live.current().generation();
        run(request(false));
        own.jdbc.sql("update search.document set indexed_seq = 0").update();

        assertThat(own.queue.done(claims, old)).isFalse();
        assertThat(own.jdbc
                        .sql("select count(*) from search.document where indexed_seq > 0")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(own.queue.done(claims, own.live.current().generation())).isTrue();
    }

    @Test
    void whatIsWithdrawnWhileItIsBuiltIsNotInTheNewIndex() throws Exception {
        BuildQueue slow = new BuildQueue(own.jdbc) {
            @Override
            List<FeedQueue.Claim> lacking(long generation, int limit) {
                withdraw(resource);
                own.queue.bump(resource);
                return super.lacking(generation, limit);
            }
        };
        request(false);
        claimAndRun(own.work(own.engine, slow));
        own.feed();

        assertThat(own.holds(resource)).isFalse();
    }

    @Test
    void oneAtATimeAndOneBackendAtATime() {
        Rebuild first = request(false);

        assertThat(own.rebuilds.insert(UUID.randomUUID(), false, null)).isEmpty();
        assertThat(own.rebuilds.claim()).map(Rebuild::id).contains(first.id());
        assertThat(own.rebuilds.claim()).isEmpty();
    }

    @Test
    void aCancelledRebuildLeavesTheOldIndexAndNothingElse() throws Exception {
        Rebuild rebuild = request(false);
        BuildQueue cancelling = new BuildQueue(own.jdbc) {
            @Override
            List<FeedQueue.Claim> lacking(long generation, int limit) {
                assertThat(own.rebuilds.requestCancel(rebuild.id())).isTrue();
                return super.lacking(generation, limit);
            }
        };
        claimAndRun(own.work(own.engine, cancelling));

        assertThat(own.rebuilds.find(rebuild.id()).orElseThrow().state()).isEqualTo(RebuildState.CANCELLED);
        assertThat(own.searched()).isEqualTo(rebuild.source());
        assertThat(own.engine
                        .indices()
                        .exists(index -> index.index(rebuild.target()))
                        .value())
                .isFalse();
        assertThat(own.rebuilds.requestCancel(rebuild.id())).isFalse();
    }

    @Test
    void aBuiltIndexThatVanishesFailsTheRebuildAndTouchesNothing() throws Exception {
        Rebuild rebuild = request(false);
        BuildQueue vanishing = new BuildQueue(own.jdbc) {
            @Override
            List<FeedQueue.Claim> lacking(long generation, int limit) {
                try {
                    own.engine.indices().delete(index -> index.index(rebuild.target()));
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
                own.queue.bump(resource);
                return super.lacking(generation, limit);
            }
        };
        claimAndRun(own.work(own.engine, vanishing));

        assertThat(own.rebuilds.find(rebuild.id()).orElseThrow().state()).isEqualTo(RebuildState.FAILED);
        assertThat(own.searched()).isEqualTo(rebuild.source());
    }

    @Test
    void anEngineThatDoesNotAnswerIsWaitedFor() throws Exception {
        Rebuild rebuild = request(false);
        try (var closed =
                RestClient.builder(new HttpHost("127.0.0.1", freePort())).build()) {
            claimAndRun(own.work(
                    new ElasticsearchClient(new RestClientTransport(closed, new JacksonJsonpMapper())), own.build));
        }
        Rebuild waiting = own.rebuilds.find(rebuild.id()).orElseThrow();
        assertThat(waiting.state()).isEqualTo(RebuildState.RUNNING);
        assertThat(waiting.lastError()).isNotNull();

        assertThat(run(rebuild).state()).isEqualTo(RebuildState.DONE);
    }

    @Test
    void theDoorRebuildsWhileResourcesAreFound() {
        Api steward = publishing.api().as(STEWARD);
        assertThat(publishing.api().as(AUTHOR).post("admin/index-rebuilds").status())
                .isEqualTo(403);

        String title = Publishing.nonce();
        String found = publishing.publish(AUTHOR, title).toString();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        steward.get("search?q=" + title).json().get("items").findValuesAsText("id"))
                .contains(found));

        Api.Answer started = steward.post("admin/index-rebuilds", Map.of("compare", true));

        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        Api.Answer second = steward.post("admin/index-rebuilds");
        assertThat(second.status()).as(second.toString()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("rebuild-running");
        String rebuild = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(publishing.api().as(AUTHOR).get("search?q=x").status()).isEqualTo(200);
            assertThat(steward.get("admin/index-rebuilds").text("/items/0/state"))
                    .isEqualTo("DONE");
        });
        Api.Answer done = steward.get(rebuild);
        // Other tests' rows may have got in by SQL, past the feed: this one's own tells.
        assertThat(done.json().at("/comparison/documents").asLong())
                .as(done.toString())
                .isPositive();
        assertThat(done.json().at("/comparison/differingIds").toString()).doesNotContain(found);
        assertThat(done.json().at("/total")).isEqualTo(done.json().at("/done"));
        assertThat(steward.post(rebuild + "/cancellation").status()).isEqualTo(409);
        assertThat(steward.get("admin/index-rebuilds").json().at("/items/0/id").asText())
                .isNotEmpty();
        assertThat(steward.get("admin/index-rebuilds/" + NOBODY).status()).isEqualTo(404);
    }

    /** For the application's own index as well. */
    private void withdraw(UUID id) {
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            context.getBean(JdbcClient.class)
                    .sql("delete from sharing.scope where resource_id = :id")
                    .param("id", id)
                    .update();
            context.publishEvent(new ScopesChanged(id, Set.of()));
        });
    }

    @Test
    void anotherDefinitionHasTheIndexBuiltAnewOnce() throws Exception {
        DefinitionWatch same = new DefinitionWatch(own.index(own.engine), own.rebuilds);
        same.look();
        assertThat(own.rebuilds.running()).isEmpty();
        String name = own.live.current().name();
        own.engine.indices().putMapping(mapping -> mapping.index(name)
                .meta("hash", JsonData.of("of an older version")));

        DefinitionWatch next = new DefinitionWatch(own.index(own.engine), own.rebuilds);
        next.look();
        next.look();

        Rebuild rebuild = own.rebuilds.running().orElseThrow();
        assertThat(run(rebuild).state()).isEqualTo(RebuildState.DONE);
        assertThat(own.index(own.engine).isOutdated()).isFalse();
    }

    private Rebuild request(boolean compare) {
        return own.rebuilds.insert(UUID.randomUUID(), compare, null).orElseThrow();
    }

    private Rebuild run(Rebuild rebuild) throws InterruptedException {
        claimAndRun(own.work());
        return own.rebuilds.find(rebuild.id()).orElseThrow();
    }

    private void claimAndRun(RebuildWork work) throws InterruptedException {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            Optional<Rebuild> claimed = own.rebuilds.claim();
            if (claimed.isPresent()) {
                work.run(claimed.get());
            }
            return claimed.isPresent();
        });
    }

    private void kill(RebuildWork work) throws InterruptedException {
        try {
            claimAndRun(work);
        } catch (Killed killed) {
            // as meant
        }
        own.jdbc
                .sql("update search.rebuild set claimed_until = now() - interval '1 s'")
                .update();
    }

    private long seq(UUID id) {
        return own.jdbc
                .sql("select seq from search.document where resource_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private long version(UUID id) throws IOException {
        Long version = own.engine
                .get(get -> get.index(own.properties.alias()).id(id.toString()), Object.class)
                .version();
        return version == null ? 0 : version;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}

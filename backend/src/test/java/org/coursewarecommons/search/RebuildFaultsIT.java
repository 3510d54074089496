package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpHost;
import org.coursewarecommons.IntegrationTest;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Nothing is lost on the way to a new index, whoever is killed and whatever changes meanwhile. */
@IntegrationTest
class RebuildFaultsIT extends RebuildCase {

    RebuildFaultsIT(ApplicationContext context) {
        super(context);
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

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}

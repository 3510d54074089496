package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.http.HttpHost;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.coursewarecommons.sharing.Visibility;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/**
 * The engine does not answer: changes wait, callers are told at once, and the feed catches up by itself.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class EngineDownIT {

    private static final Actor READER = new Actor(UUID.randomUUID(), "issuer", "subject", "读者", null, Set.of());

    private final ApplicationContext context;
    private OwnIndex own;

    EngineDownIT(@Autowired ApplicationContext context) {
        this.context = context;
    }

    @BeforeEach
    void openFeed() {
        own = new OwnIndex(context);
    }

    @AfterEach
    void closeFeed() throws IOException {
        own.close();
    }

    @Test
    void changesWaitAndAreSentOnceTheEngineIsBack() throws IOException {
        UUID id = new Publishing(context).publish("T-JHS-005-01", Publishing.nonce());
        own.queue.bump(id);

        try (RestClient closed = closedPort()) {
            Indexer indexer = own.indexer(client(closed));
            assertThatThrownBy(indexer::sendDue).isInstanceOf(RuntimeException.class);
        }
        assertThat(own.due()).isEqualTo(1);

        ElasticsearchClient engine = context.getBean(ElasticsearchClient.class);
        own.indexer(engine).sendDue();
        assertThat(own.due()).isZero();
        assertThat(engine.get(get -> get.index(own.properties.alias()).id(id.toString()), Map.class)
                        .found())
                .isTrue();
    }

    @Test
    void anEngineThatCameBackEmptyIsFilledAgain() throws IOException {
        UUID id = new Publishing(context).publish("T-JHS-005-01", Publishing.nonce());
        own.queue.bump(id);
        ElasticsearchClient engine = context.getBean(ElasticsearchClient.class);
        own.indexer(engine).sendDue();
        engine.indices().delete(delete -> delete.index(own.properties.alias() + "-v1-000001"));

        own.indexer(engine).sendDue();

        assertThat(engine.get(get -> get.index(own.properties.alias()).id(id.toString()), Map.class)
                        .found())
                .isTrue();
    }

    @Test
    void anOutageIsOneLineInTheLog(CapturedOutput output) throws Exception {
        try (RestClient closed = closedPort()) {
            IndexerLoop loop = new IndexerLoop(own.indexer(client(closed)), own.properties);
            for (int i = 0; i < 200; i++) {
                loop.turn();
            }
        }

        assertThat(output.getOut().lines().filter(line -> line.contains("cannot be fed")))
                .hasSize(1);
    }

    @Test
    void searchAnswers503AtOnceWhenNobodyListens() throws IOException {
        try (RestClient closed = closedPort()) {
            assertUnavailable(client(closed));
        }
    }

    @Test
    void searchAnswers503WithinThreeSecondsWhenTheEngineHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RestClient hanging = RestClient.builder(new HttpHost("127.0.0.1", silent.getLocalPort()))
                        .build()) {
            Instant asked = Instant.now();
            assertUnavailable(client(hanging));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    private void assertUnavailable(ElasticsearchClient client) {
        SearchService search = new SearchService(
                new Engine(client, own.properties, context.getBean(Visibility.class)),
                own.properties,
                context.getBean(Visibility.class),
                context.getBean(org.coursewarecommons.sharing.Collections.class),
                context.getBean(Catalogue.class),
                context.getBean(UnitNames.class),
                context.getBean(Synonyms.class),
                context.getBean(ExposureSlot.class));
        SearchCriteria criteria = new SearchCriteria(
                QueryGrammar.Asked.of(SearchText.of("分数")), Map.of(), null, SearchSort.RELEVANCE, Set.of(), null);

        assertThatThrownBy(
                        () -> search.search(criteria, PageRequest.parse(null, null), READER, Locale.SIMPLIFIED_CHINESE))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.problem())
                        .isEqualTo(SharedProblem.UNAVAILABLE));
    }

    private static ElasticsearchClient client(RestClient rest) {
        return new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
    }

    private static RestClient closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return RestClient.builder(new HttpHost("127.0.0.1", free.getLocalPort()))
                    .build();
        }
    }
}

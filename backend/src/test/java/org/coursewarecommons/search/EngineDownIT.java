package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.http.HttpHost;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
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
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The engine does not answer: changes wait, callers are told at once, and the feed catches up by itself. The feed
 * table lies in a database of its own here, so that the running application does not empty it.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class EngineDownIT {

    private static final Actor READER = new Actor(UUID.randomUUID(), "issuer", "subject", "读者", null, Set.of());

    private final ApplicationContext context;
    private final String database = "feed_" + UUID.randomUUID().toString().replace("-", "");
    private final SearchProperties properties = new SearchProperties(
            "down-" + database.replace('_', '-'),
            0,
            Duration.ofMillis(1500),
            Duration.ofSeconds(30),
            Duration.ofMillis(1),
            Duration.ofMillis(2));

    private SingleConnectionDataSource dataSource;
    private JdbcClient jdbc;
    private FeedQueue queue;

    EngineDownIT(@Autowired ApplicationContext context) {
        this.context = context;
    }

    @BeforeEach
    void openFeed() {
        context.getBean(JdbcClient.class).sql("create database " + database).update();
        String url =
                TestStack.get().property("spring.datasource.url").replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
        dataSource = new SingleConnectionDataSource(
                url,
                TestStack.get().property("spring.datasource.username"),
                TestStack.get().property("spring.datasource.password"),
                true);
        try (var connection = dataSource.getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("db/migration/search/V100__search_document.sql"));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        jdbc = JdbcClient.create(dataSource);
        queue = new FeedQueue(jdbc);
    }

    @AfterEach
    void closeFeed() throws IOException {
        dataSource.destroy();
        context.getBean(JdbcClient.class).sql("drop database " + database).update();
        context.getBean(ElasticsearchClient.class).indices().delete(delete -> delete.index(
                        properties.alias() + "-v1-000001")
                .ignoreUnavailable(true));
    }

    @Test
    void changesWaitAndAreSentOnceTheEngineIsBack() throws IOException {
        UUID id = new Publishing(context).publish("T-JHS-005-01", Publishing.nonce());
        queue.bump(id);

        try (RestClient closed = closedPort()) {
            Indexer indexer = indexer(client(closed));
            assertThatThrownBy(indexer::sendDue).isInstanceOf(RuntimeException.class);
        }
        assertThat(due()).isEqualTo(1);

        ElasticsearchClient engine = context.getBean(ElasticsearchClient.class);
        indexer(engine).sendDue();
        assertThat(due()).isZero();
        assertThat(engine.get(get -> get.index(properties.alias()).id(id.toString()), Map.class)
                        .found())
                .isTrue();
    }

    @Test
    void anEngineThatCameBackEmptyIsFilledAgain() throws IOException {
        UUID id = new Publishing(context).publish("T-JHS-005-01", Publishing.nonce());
        queue.bump(id);
        ElasticsearchClient engine = context.getBean(ElasticsearchClient.class);
        indexer(engine).sendDue();
        engine.indices().delete(delete -> delete.index(properties.alias() + "-v1-000001"));

        indexer(engine).sendDue();

        assertThat(engine.get(get -> get.index(properties.alias()).id(id.toString()), Map.class)
                        .found())
                .isTrue();
    }

    @Test
    void anOutageIsOneLineInTheLog(CapturedOutput output) throws Exception {
        try (RestClient closed = closedPort()) {
            IndexerLoop loop = new IndexerLoop(indexer(client(closed)), properties);
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
                client,
                properties,
                context.getBean(Visibility.class),
                context.getBean(Catalogue.class),
                context.getBean(Organisations.class));
        SearchCriteria criteria =
                new SearchCriteria(SearchText.of("分数"), Map.of(), null, SearchSort.RELEVANCE, Set.of());

        assertThatThrownBy(
                        () -> search.search(criteria, PageRequest.parse(null, null), READER, Locale.SIMPLIFIED_CHINESE))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.problem())
                        .isEqualTo(SharedProblem.UNAVAILABLE));
    }

    private Indexer indexer(ElasticsearchClient client) {
        return new Indexer(
                queue,
                context.getBean(DocumentLoader.class),
                new ResourceIndex(client, queue, properties, new ObjectMapper()),
                client,
                properties);
    }

    private long due() {
        return jdbc.sql("select count(*) from search.document where indexed_seq < seq and claimed_until is null")
                .query(Long.class)
                .single();
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

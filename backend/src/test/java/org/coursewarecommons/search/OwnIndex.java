package org.coursewarecommons.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Feed tables in a database of their own and an alias of their own, so that the running application neither empties the
 * one nor moves the other. What stands in the documents comes from the application's own tables.
 */
final class OwnIndex implements AutoCloseable {

    final SearchProperties properties;
    final JdbcClient jdbc;
    final LiveIndex live;
    final FeedQueue queue;
    final BuildQueue build;
    final RebuildRows rebuilds;
    final TransactionTemplate transaction;
    final ElasticsearchClient engine;

    private final ApplicationContext context;
    private final String database = "feed_" + UUID.randomUUID().toString().replace("-", "");
    private final HikariDataSource dataSource;

    OwnIndex(ApplicationContext context) {
        this.context = context;
        engine = context.getBean(ElasticsearchClient.class);
        properties = new SearchProperties(
                "own-" + database.replace('_', '-'),
                0,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofMillis(1),
                Duration.ofMillis(2));
        context.getBean(JdbcClient.class).sql("create database " + database).update();
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(TestStack.get()
                .property("spring.datasource.url")
                .replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1"));
        dataSource.setUsername(TestStack.get().property("spring.datasource.username"));
        dataSource.setPassword(TestStack.get().property("spring.datasource.password"));
        dataSource.setMaximumPoolSize(6);
        dataSource.setMinimumIdle(0);
        try (var connection = dataSource.getConnection()) {
            for (String script :
                    new String[] {"V100__search_document", "V200__search_rebuild", "V204__search_school"}) {
                ScriptUtils.executeSqlScript(
                        connection, new ClassPathResource("db/migration/search/" + script + ".sql"));
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        live = new LiveIndex(jdbc, properties);
        queue = new FeedQueue(jdbc);
        build = new BuildQueue(jdbc);
        rebuilds = new RebuildRows(jdbc, live);
    }

    ResourceIndex index(ElasticsearchClient client) {
        return new ResourceIndex(client, live, queue, properties, new ObjectMapper());
    }

    /** As a backend that reaches the engine through this client. */
    Indexer indexer(ElasticsearchClient client) {
        return indexer(client, context.getBean(DocumentLoader.class));
    }

    Indexer indexer(ElasticsearchClient client, DocumentLoader loader) {
        return new Indexer(queue, loader, index(client), live, new BulkSender(client, new ObjectMapper()), properties);
    }

    /** As a backend whose worker calls these. */
    RebuildWork work(ElasticsearchClient client, BuildQueue builds) {
        RebuildScan scan = new RebuildScan(
                builds,
                queue,
                context.getBean(Catalogue.class),
                context.getBean(DocumentLoader.class),
                new BulkSender(client, new ObjectMapper()));
        return new RebuildWork(
                rebuilds,
                builds,
                scan,
                index(client),
                new IndexComparison(client, jdbc, new ObjectMapper()),
                properties,
                new ObjectMapper());
    }

    RebuildWork work() {
        return work(engine, build);
    }

    ConsistencyScan scan() {
        return scan(engine);
    }

    /** As a backend that reaches the engine through this client. */
    ConsistencyScan scan(ElasticsearchClient client) {
        return new ConsistencyScan(
                client,
                live,
                new FeedStates(jdbc),
                context.getBean(Catalogue.class),
                context.getBean(Visibility.class));
    }

    /** All that the application has published is in the index. */
    void feedAll() {
        queue.enrol(context.getBean(Catalogue.class).findableIds(null, 100_000));
        feed();
    }

    /** Everything that is due is sent. */
    void feed() {
        indexer(engine).sendDue();
    }

    long due() {
        return jdbc.sql("select count(*) from search.document where indexed_seq < seq and claimed_until is null")
                .query(Long.class)
                .single();
    }

    /** The index that searches ask. */
    String searched() throws IOException {
        return String.join(
                ",",
                engine.indices()
                        .getAlias(alias -> alias.name(properties.alias()))
                        .result()
                        .keySet());
    }

    boolean holds(UUID id) throws IOException {
        return engine.exists(exists -> exists.index(properties.alias()).id(id.toString()))
                .value();
    }

    @Override
    public void close() throws IOException {
        dataSource.close();
        context.getBean(JdbcClient.class)
                .sql("drop database " + database + " with (force)")
                .update();
        for (long generation = 1; generation < 5; generation++) {
            String name = live.name(generation);
            engine.indices().delete(delete -> delete.index(name).ignoreUnavailable(true));
        }
    }
}

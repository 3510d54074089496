package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.sharing.ScopesChanged;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The feed: one transaction with the change, and nothing late or repeated wins. */
@IntegrationTest
class FeedIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ApplicationContext context;
    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ElasticsearchClient client;

    FeedIT(@Autowired ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        client = context.getBean(ElasticsearchClient.class);
    }

    @Test
    void aChangeThatIsRolledBackIsNotQueued() {
        UUID id = publishing.publish(AUTHOR, Publishing.nonce());
        awaitFed(id);
        long before = seq(id);

        transaction.executeWithoutResult(status -> {
            context.publishEvent(new ScopesChanged(id, Set.of("district")));
            assertThat(seq(id)).isEqualTo(before + 1);
            status.setRollbackOnly();
        });

        assertThat(seq(id)).isEqualTo(before);
    }

    @Test
    void aChangeOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> context.publishEvent(new ScopesChanged(UUID.randomUUID(), Set.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void anOlderWriteDoesNotWin() throws IOException {
        UUID id = publishing.publish(AUTHOR, Publishing.nonce());
        awaitFed(id);
        long held = version(id);
        assertThat(held).isEqualTo(seq(id)).isGreaterThan(1);

        assertThatThrownBy(() -> client.index(index -> index.index("resources")
                        .id(id.toString())
                        .version(held - 1)
                        .versionType(VersionType.External)
                        .document(Map.of("id", id.toString()))))
                .hasMessageContaining("version_conflict_engine_exception");
        assertThat(version(id)).isEqualTo(held);
    }

    @Test
    void aRepeatedWriteCountsAsDone() throws IOException {
        UUID id = publishing.publish(AUTHOR, Publishing.nonce());
        awaitFed(id);
        long held = version(id);

        jdbc.sql("update search.document set indexed_seq = 0 where resource_id = :id")
                .param("id", id)
                .update();

        awaitFed(id);
        assertThat(version(id)).isEqualTo(held);
    }

    @Test
    void whatNobodyMaySeeAnyMoreLeavesTheIndexAndARepeatDoesNotBringItBack() throws IOException {
        UUID id = publishing.publish(AUTHOR, Publishing.nonce());
        awaitFed(id);

        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from sharing.scope where resource_id = :id")
                    .param("id", id)
                    .update();
            context.publishEvent(new ScopesChanged(id, Set.of()));
        });
        awaitFed(id);
        assertThat(exists(id)).isFalse();

        // As after a crash between writing and noting it, long after the engine forgot the deletion.
        jdbc.sql("update search.document set indexed_seq = 0 where resource_id = :id")
                .param("id", id)
                .update();
        awaitFed(id);
        assertThat(exists(id)).isFalse();
    }

    private void awaitFed(UUID id) {
        await().atMost(SOON).until(() -> jdbc.sql(
                        "select indexed_seq = seq and claimed_until is null from search.document where resource_id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single());
    }

    private long seq(UUID id) {
        return jdbc.sql("select seq from search.document where resource_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private long version(UUID id) throws IOException {
        Long version = client.get(get -> get.index("resources").id(id.toString()), Map.class)
                .version();
        return version == null ? 0 : version;
    }

    private boolean exists(UUID id) throws IOException {
        return client.exists(exists -> exists.index("resources").id(id.toString()))
                .value();
    }
}

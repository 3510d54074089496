package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch._types.Refresh;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Each kind of damage is found, told and mended; what is only on its way is none. */
@IntegrationTest
class ConsistencyIT {

    private static final String AUTHOR = "T-JHS-005-01";
    private static final Map<String, Long> AGREE = Map.of("missing", 0L, "stale", 0L, "ghost", 0L, "wrongScope", 0L);

    private final ApplicationContext context;
    private final Publishing publishing;
    private OwnIndex own;
    private UUID resource;

    ConsistencyIT(ApplicationContext context) {
        this.context = context;
        publishing = new Publishing(context);
    }

    @BeforeEach
    void aFullIndex() throws IOException {
        own = new OwnIndex(context);
        resource = publishing.publish(AUTHOR, Publishing.nonce());
        own.feedAll();
        assertThat(run(false).counts()).isEqualTo(AGREE);
    }

    @AfterEach
    void close() throws IOException {
        own.close();
    }

    @Test
    void aMissingDocumentIsFedAgain() throws IOException {
        own.engine.delete(delete -> delete.index(own.properties.alias()).id(resource.toString()));

        assertFoundAndMended("missing", resource);

        assertThat(own.holds(resource)).isTrue();
    }

    @Test
    void aResourceThatTheFeedNeverHeardOfIsMissing() throws IOException {
        UUID unheard = publishing.publish(AUTHOR, Publishing.nonce());

        assertFoundAndMended("missing", unheard);
    }

    @Test
    void aStaleDocumentIsFedAgain() throws IOException {
        own.jdbc
                .sql("update search.document set seq = seq + 3, indexed_seq = seq + 3 where resource_id = :id")
                .param("id", resource)
                .update();

        assertFoundAndMended("stale", resource);
    }

    @Test
    void anIndexAheadOfARestoredDatabaseIsOverwritten() throws IOException {
        own.queue.bump(resource);
        own.queue.bump(resource);
        own.feed();
        own.jdbc
                .sql("update search.document set seq = 1, indexed_seq = 1 where resource_id = :id")
                .param("id", resource)
                .update();

        assertFoundAndMended("stale", resource);
    }

    @Test
    void aGhostIsRemoved() throws IOException {
        UUID ghost = UUID.randomUUID();
        own.engine.index(put -> put.index(own.properties.alias())
                .id(ghost.toString())
                .document(Map.of("id", ghost.toString(), "scopeIds", List.of("public")))
                .refresh(Refresh.True));

        assertFoundAndMended("ghost", ghost);

        assertThat(own.holds(ghost)).isFalse();
    }

    @Test
    void aDocumentThatOthersWouldFindGetsItsScopesBack() throws IOException {
        own.engine.update(
                update -> update.index(own.properties.alias())
                        .id(resource.toString())
                        .doc(Map.of("scopeIds", List.of("district", "public"))),
                Object.class);

        assertFoundAndMended("wrongScope", resource);
    }

    @Test
    void whatIsOnItsWayIsNoDifference() throws IOException {
        own.queue.bump(resource);
        own.engine.delete(delete -> delete.index(own.properties.alias()).id(resource.toString()));

        assertThat(run(false).counts()).isEqualTo(AGREE);
    }

    @Test
    void whatIsStuckIsOne() throws IOException {
        own.queue.bump(resource);
        own.jdbc
                .sql("update search.document set queued_at = now() - interval '1 hour' where resource_id = :id")
                .param("id", resource)
                .update();

        assertFoundAndMended("stale", resource);
    }

    @Test
    void anEmptyIndexIsFilledAgain() throws IOException {
        long all =
                own.engine.count(count -> count.index(own.properties.alias())).count();
        String name = own.live.current().name();
        own.engine.indices().delete(delete -> delete.index(name));
        own.index(own.engine).ensure();
        own.jdbc.sql("update search.document set indexed_seq = seq").update();

        assertThat(run(true).counts()).containsEntry("missing", all);
        own.feed();

        assertThat(run(false).counts()).isEqualTo(AGREE);
    }

    @Test
    void theDoorTellsAndMends() throws IOException {
        Api steward = publishing.api().as("D-01");
        await().atMost(Duration.ofSeconds(20)).until(() -> published(resource));
        own.engine.delete(delete -> delete.index("resources").id(resource.toString()));
        Instant asked = Instant.now();

        Api.Answer checking = steward.post("admin/consistency/checks");

        assertThat(checking.status()).as(checking.toString()).isEqualTo(202);
        assertThat(checking.json().get("running").asBoolean()).isTrue();
        Api.Answer told = awaitDone(steward, asked);
        assertThat(told.json().get("missing").asLong()).as(told.toString()).isPositive();
        assertThat(told.json().get("details").findValuesAsText("subject")).contains(resource.toString());

        assertThat(steward.post("admin/consistency/repair").status()).isEqualTo(202);
        Api.Answer mended = awaitDone(steward, asked);
        assertThat(mended.json().at("/repaired/missing").asLong())
                .as(mended.toString())
                .isPositive();
        assertThat(mended.json().get("missing").asLong()).isZero();
        assertThat(published(resource)).isTrue();
        assertThat(publishing.api().as(AUTHOR).post("admin/consistency/repair").status())
                .isEqualTo(403);
    }

    private Api.Answer awaitDone(Api steward, Instant asked) {
        Api.Answer[] told = new Api.Answer[1];
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            told[0] = steward.get("admin/consistency");
            return !told[0].json().get("running").asBoolean()
                    && Instant.parse(told[0].text("/checkedAt")).isAfter(asked);
        });
        return told[0];
    }

    private boolean published(UUID id) throws IOException {
        return own.engine
                .exists(exists -> exists.index("resources").id(id.toString()))
                .value();
    }

    private void assertFoundAndMended(String kind, UUID id) throws IOException {
        ConsistencyScan.Findings found = run(true);
        assertThat(found.counts()).as(found.toString()).containsEntry(kind, 1L);
        assertThat(found.details())
                .extracting(ConsistencyCheck.Detail::kind, ConsistencyCheck.Detail::subject)
                .containsExactly(Assertions.tuple(kind, id.toString()));

        own.feed();

        assertThat(run(false).counts()).isEqualTo(AGREE);
    }

    private ConsistencyScan.Findings run(boolean repair) throws IOException {
        return own.scan().run(repair, () -> {});
    }
}

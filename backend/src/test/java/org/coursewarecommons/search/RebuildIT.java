package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.Catalogue;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A new index behind the alias: it equals the fed one, and moves over while people search and write. */
@IntegrationTest
class RebuildIT extends RebuildCase {

    private static final String STEWARD = "D-01";
    private static final UUID NOBODY = new UUID(0, 0);

    RebuildIT(ApplicationContext context) {
        super(context);
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
}

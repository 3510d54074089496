package org.coursewarecommons.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exports by their door, and that nothing is lost on the way back in. */
@IntegrationTest
class ExportIT {

    private static final String OWNER = Exports.OWNER;

    private final Api api;
    private final Publishing publishing;
    private final JdbcClient jdbc;

    ExportIT(ApplicationContext context) {
        publishing = new Publishing(context);
        api = publishing.api();
        jdbc = context.getBean(JdbcClient.class);
    }

    @Test
    void whatIsExportedComesBackWholeIntoASystemThatDoesNotKnowIt() throws Exception {
        List<UUID> first = Exports.imported(api, Exports.varied());
        byte[] exported = Exports.export(api.as(OWNER), Map.of("resourceIds", first));
        forget(first);
        List<UUID> second = Exports.imported(api, exported);
        byte[] again = Exports.export(api.as(OWNER), Map.of("resourceIds", second));

        assertThat(second).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);
        assertThat(Exports.rows(again))
                .containsExactlyInAnyOrderElementsOf(Exports.rows(exported))
                .hasSize(5);
        // The rows of an export come in an order of their own.
        assertThat(second.stream().map(id -> Exports.record(jdbc, id)).toList())
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(id -> Exports.record(jdbc, id)).toList());
    }

    /** As in an empty system, no key means anything yet. */
    private void forget(List<UUID> resources) {
        jdbc.sql("delete from interop.external_key where resource_id = any(:ids)")
                .param("ids", resources.toArray(UUID[]::new))
                .update();
    }

    @Test
    void draftsOfOthersAreNeverExported() throws Exception {
        String author = "T-JHS-007-02";
        UUID draft = publishing.draft(author, "别人的草稿", Map.of("type", "TOOL_LINK"));
        UUID published = publishing.publish(author, "已发布");

        byte[] school = Exports.export(api.as("SA-JHS-007"), Map.of("selection", "SCHOOL"));
        Api.Answer chosen = api.as(OWNER).post("exports", Map.of("resourceIds", List.of(published, draft)));

        assertThat(Exports.rows(school))
                .extracting(row -> row.get("externalKey"))
                .contains(published.toString())
                .doesNotContain(draft.toString());
        assertThat(chosen.status()).isEqualTo(422);
        assertThat(chosen.text("/errors/0/pointer")).isEqualTo("/resourceIds/1");
    }

    @Test
    void whatASearchFindsIsExportedWithTheCallersEyes() throws Exception {
        String author = "T-JHS-007-02";
        String nonce = Publishing.nonce();
        UUID first = publishing.publish(author, nonce + "一");
        UUID second = publishing.publish(author, nonce + "二");
        publishing.draft(author, nonce + "草稿", Map.of("type", "TOOL_LINK"));
        Map<String, Object> wish = Map.of("query", Map.of("q", List.of(nonce), "type", List.of("TOOL_LINK")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.as(OWNER)
                                .get("search?q=" + nonce)
                                .json()
                                .get("total")
                                .asInt()
                        == 2);

        assertThat(Exports.rows(Exports.export(api.as(OWNER), wish)))
                .extracting(row -> row.get("externalKey"))
                .containsExactlyInAnyOrder(first.toString(), second.toString());
    }

    @Test
    void aSearchThatFindsNothingOrIsWrongExportsNothing() {
        Api.Answer nothing = api.as(OWNER).post("exports", Map.of("query", Map.of("q", List.of(Publishing.nonce()))));
        assertThat(nothing.status()).as(nothing.toString()).isEqualTo(422);
        assertThat(nothing.text("/errors/0/pointer")).isEqualTo("/query");
        assertThat(api.as(OWNER)
                        .post("exports", Map.of("query", Map.of("colour", List.of("red"))))
                        .status())
                .isEqualTo(400);
        assertThat(api.as(OWNER)
                        .post("exports", Map.of("query", Map.of("q", List.of("一")), "selection", "OWN"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void onlyWhoStandsForAllExportsAll() {
        assertThat(api.as(OWNER).post("exports", Map.of("selection", "SCHOOL")).status())
                .isEqualTo(403);
        assertThat(api.as("SA-JHS-007")
                        .post("exports", Map.of("selection", "DISTRICT"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anExportIsItsOwnersAndEndsSomeDay() {
        Api owner = api.as("T-JHS-007-03");
        Api.Answer started = owner.post("exports", Map.of());
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).until(() -> owner.get(path).text("/state"), "DONE"::equals);
        jdbc.sql("update interop.export_job set expires_at = now() - interval '1 second' where id = :id")
                .param("id", UUID.fromString(started.text("/id")))
                .update();

        assertThat(api.as(OWNER).get(path).status()).isEqualTo(404);
        assertThat(owner.get(path + "/content").status()).isEqualTo(410);
        assertThat(owner.get(path).json().get("actions")).isEmpty();
    }
}

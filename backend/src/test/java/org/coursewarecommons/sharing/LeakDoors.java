package org.coursewarecommons.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.coursewarecommons.Api;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every door through which a resource can be seen, held against the model. */
final class LeakDoors {

    private final LeakModel model;
    private final JdbcClient jdbc;
    /** Stands in the title of each item. */
    private final String word;
    /** A file by resource, of those that have one. */
    private final Map<UUID, String> files = new HashMap<>();

    private final Map<UUID, String> titles = new HashMap<>();

    LeakDoors(LeakModel model, JdbcClient jdbc, String word) {
        this.model = model;
        this.jdbc = jdbc;
        this.word = word;
    }

    /** How many resources have one. */
    int files() {
        return files.size();
    }

    void hasFile(UUID id, String fileId) {
        files.put(id, fileId);
    }

    void all(Api caller, String school, Api.Answer pack) {
        Set<UUID> may = model.visible(school);
        JsonNode found = search(caller);
        Set<UUID> hits = new HashSet<>();
        found.at("/items").forEach(hit -> hits.add(UUID.fromString(hit.at("/id").asText())));
        assertThat(may).as("hits of %s", school).containsAll(hits);
        model.items.forEach((id, item) -> {
            int expected = may.contains(id) ? 200 : 404;
            for (String door : List.of("", "/ratings", "/badge", "/similar")) {
                int status = caller.get("resources/" + id + door).status();
                assertThat(status == 200)
                        .as("%s%s of %s (%s) to %s: %d", id, door, item, model.members, school, status)
                        .matches(opened -> !opened || may.contains(id));
            }
            assertThat(caller.get("resources/" + id).status()).isEqualTo(expected);
            if (!may.contains(id)) {
                assertThat(caller.put("resources/" + id + "/rating", Map.of("stars", 5))
                                .status())
                        .isGreaterThanOrEqualTo(400);
                assertThat(caller.put("resources/" + id + "/favourite", Map.of())
                                .status())
                        .isIn(403, 404);
                assertThat(use(caller, id)).isEqualTo("unknown-resource");
                hidden(caller, id);
            } else if (files.containsKey(id)) {
                assertThat(caller.get(content(id)).status()).isLessThan(400);
            }
        });
        Api.Answer listed = caller.get("collections/" + pack.text("/id") + "/items");
        if (listed.status() == 200) {
            Set<UUID> shown = new HashSet<>();
            listed.json()
                    .at("/items")
                    .forEach(item ->
                            shown.add(UUID.fromString(item.at("/resourceId").asText())));
            assertThat(may).containsAll(shown);
        }
        if (!school.equals(LeakModel.CITY)) {
            String suggestions =
                    caller.get("search/suggestions?q=" + utf8(word)).toString();
            model.items.forEach((id, item) -> assertThat(may.contains(id) || !suggestions.contains(title(id)))
                    .isTrue());
        }
    }

    /** Its files, their texts and previews, alone or as a zip, what resembles it, and an export that names it. */
    private void hidden(Api caller, UUID id) {
        String file = files.getOrDefault(id, UUID.randomUUID().toString());
        String ofFile = "resources/" + id + "/files/" + file;
        for (String door : List.of(
                content(id),
                ofFile + "/preview/text",
                ofFile + "/preview/1",
                "resources/" + id + "/files/archive",
                "resources/" + id + "/similar-files")) {
            assertThat(caller.get(door).status()).as(door).isIn(403, 404);
        }
        Api.Answer export = caller.post("exports", Map.of("resourceIds", List.of(id)));
        assertThat(export.status()).as(export.toString()).isIn(403, 404, 422);
    }

    private String content(UUID id) {
        return "resources/" + id + "/files/"
                + files.getOrDefault(id, UUID.randomUUID().toString()) + "/content";
    }

    /** What a search finds, as a zip: neither its names nor its bytes speak of anything else. */
    void export(Api caller, String school) throws IOException {
        Set<UUID> may = model.visible(school);
        Api.Answer started = caller.post("exports", Map.of("query", Map.of("q", List.of(word))));
        if (may.isEmpty() && started.status() == 422) {
            return;
        }
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        String path = started.header("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60)).until(() -> caller.get(path).text("/state"), "DONE"::equals);
        StringBuilder told = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(caller.get(path + "/content").bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                told.append(entry.getName())
                        .append('\n')
                        .append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        model.items.keySet().forEach(id -> assertThat(may.contains(id) || told.indexOf(id.toString()) < 0)
                .as("%s in the export of %s", id, school)
                .isTrue());
    }

    /** A submission and what happened to it are its author's and its reviewers'. */
    void submission(Api caller, String id) {
        for (String door : List.of("", "/timeline", "/diagram")) {
            assertThat(caller.get("submissions/" + id + door).status()).as(door).isIn(403, 404);
        }
    }

    /** What is indexed is searchable a moment later. */
    void caughtUp(Api caller, String school) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> counts(caller, school));
    }

    /** Totals and facets, once the index has caught up: exactly what the model says. */
    private void counts(Api caller, String school) {
        Set<UUID> may = model.visible(school);
        JsonNode found = search(caller);
        Set<UUID> hits = new TreeSet<>();
        found.at("/items").forEach(hit -> hits.add(UUID.fromString(hit.at("/id").asText())));
        assertThat(hits).as("hits of %s", school).isEqualTo(new TreeSet<>(may));
        assertThat(found.at("/total").asInt()).isEqualTo(may.size());
        int counted = 0;
        for (JsonNode value : found.at("/facets/subject")) {
            counted += value.at("/count").asInt();
        }
        assertThat(counted).isEqualTo(may.size());
    }

    private JsonNode search(Api caller) {
        Api.Answer answer = caller.get("search?limit=100&facets=subject&q=" + utf8(word));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private String use(Api caller, UUID id) {
        return caller.post(
                        "usage-events",
                        List.of(Map.of(
                                "eventId",
                                UUID.randomUUID(),
                                "resourceId",
                                id,
                                "verb",
                                "VIEW",
                                "at",
                                Instant.now().toString())))
                .text("/rejected/0/code");
    }

    private String title(UUID id) {
        return titles.computeIfAbsent(
                id, one -> jdbc.sql("select metadata ->> 'title' from catalog.version where resource_id = :id limit 1")
                        .param("id", one)
                        .query(String.class)
                        .single());
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.coursewarecommons.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random memberships, scopes and states; what each door shows must be what a model of its own says, at once and also
 * while the index still holds the scopes of before.
 */
@IntegrationTest
class LeaksIT {

    private static final List<String> SCHOOLS = List.of("JHS-110", "JHS-130", "JHS-131", "JHS-132");
    private static final String CITY = "client-city";
    private static final int ITEMS = 8;
    private static final int ROUNDS = 3;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private final Map<UUID, Item> items = new LinkedHashMap<>();
    /** Schools by collective, as the test itself set them up. */
    private final Map<UUID, Set<String>> members = new LinkedHashMap<>();

    private Publishing publishing;
    private String word = "";

    /** What the model knows. @param open collectives that the item was opened to when its scope was given */
    private record Item(String school, Level level, Set<UUID> open, boolean published) {}

    @AfterEach
    void takeAway() {
        String ours = "(select id from organisation.unit where code like 'LEAK-%')";
        jdbc.sql("delete from organisation.membership where collective_id in " + ours)
                .update();
        jdbc.sql("delete from organisation.unit where code like 'LEAK-%'").update();
    }

    @ParameterizedTest
    @ValueSource(longs = {20260901, 7})
    void noDoorShowsWhatTheCallerMayNotSee(long seed) {
        Random random = new Random(seed);
        publishing = new Publishing(context);
        word = Publishing.nonce();
        collectives(seed);
        for (int i = 0; i < ITEMS; i++) {
            deposit(random);
        }
        long published = items.values().stream().filter(Item::published).count();
        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertThat(published).isPositive();
        Api.Answer pack = collection();

        for (int round = 0; round < ROUNDS; round++) {
            move(random);
            narrowOrWiden(random);
            // At once: the index may hold the scopes of before, and no hit of it may come through.
            SCHOOLS.forEach(school -> doors(caller(school), school, pack));
            await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
            SCHOOLS.forEach(school -> caughtUp(caller(school), school));
            doors(publishing.api().as(CITY), CITY, pack);
            caughtUp(publishing.api().as(CITY), CITY);
        }
    }

    private void doors(Api caller, String school, Api.Answer pack) {
        Set<UUID> may = visible(school);
        JsonNode found = search(caller);
        Set<UUID> hits = new HashSet<>();
        found.at("/items").forEach(hit -> hits.add(UUID.fromString(hit.at("/id").asText())));
        assertThat(may).as("hits of %s", school).containsAll(hits);
        items.forEach((id, item) -> {
            int expected = may.contains(id) ? 200 : 404;
            for (String door : List.of("", "/ratings", "/badge", "/similar")) {
                int status = caller.get("resources/" + id + door).status();
                assertThat(status == 200)
                        .as("%s%s of %s (%s) to %s: %d", id, door, item, members, school, status)
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
        if (!school.equals(CITY)) {
            String suggestions =
                    caller.get("search/suggestions?q=" + utf8(word)).toString();
            items.forEach((id, item) -> assertThat(may.contains(id) || !suggestions.contains(title(id)))
                    .isTrue());
        }
    }

    /** What is indexed is searchable a moment later. */
    private void caughtUp(Api caller, String school) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> counts(caller, school));
    }

    /** Totals and facets, once the index has caught up: exactly what the model says. */
    private void counts(Api caller, String school) {
        Set<UUID> may = visible(school);
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

    private Set<UUID> visible(String school) {
        Set<UUID> may = new HashSet<>();
        items.forEach((id, item) -> {
            boolean open = item.published()
                    && switch (item.level()) {
                        case PUBLIC -> true;
                        case DISTRICT -> !school.equals(CITY);
                        case COLLECTIVE ->
                            item.school().equals(school)
                                    || item.open().stream().anyMatch(one -> members.getOrDefault(one, seeded(one))
                                            .contains(school));
                        case SCHOOL -> item.school().equals(school);
                    };
            if (open) {
                may.add(id);
            }
        });
        return may;
    }

    /** The schools of a collective that came with the seeds. */
    private Set<String> seeded(UUID collective) {
        return new HashSet<>(jdbc.sql(
                        """
                        select u.code from organisation.membership m join organisation.unit u on u.id = m.school_id
                         where m.collective_id = :id and m.valid_from <= cast(now() at time zone 'Asia/Shanghai' as date)
                           and (m.valid_until is null or m.valid_until > cast(now() at time zone 'Asia/Shanghai' as date))
                        """)
                .param("id", collective)
                .query(String.class)
                .list());
    }

    private void deposit(Random random) {
        String school = SCHOOLS.get(random.nextInt(SCHOOLS.size()));
        String author = "T-" + school + "-03";
        String title = word + " " + Publishing.nonce();
        Level level = Level.values()[random.nextInt(4)];
        if (random.nextInt(4) == 0) {
            UUID id = publishing.draft(author, title, Map.of("type", "TOOL_LINK", "link", "https://example.org/"));
            items.put(id, new Item(school, level, Set.of(), false));
        } else {
            UUID id = publishing.publish(author, title, level);
            items.put(id, new Item(school, level, collectivesOf(school), true));
        }
    }

    /** Some schools join or leave, by the door. */
    private void move(Random random) {
        Api steward = publishing.api().as("D-01");
        members.forEach((collective, schools) -> {
            String school = SCHOOLS.get(1 + random.nextInt(SCHOOLS.size() - 1));
            String door = "organisations/" + collective + "/members";
            if (schools.contains(school)) {
                assertThat(steward.post(door + "/" + unit(school) + "/end", Map.of("reason", "测试"))
                                .status())
                        .isEqualTo(200);
                schools.remove(school);
            } else {
                assertThat(steward.post(door, Map.of("schoolId", unit(school))).status())
                        .isEqualTo(201);
                schools.add(school);
            }
        });
    }

    private void narrowOrWiden(Random random) {
        for (Map.Entry<UUID, Item> entry : items.entrySet()) {
            Item item = entry.getValue();
            if (item.published() && random.nextBoolean()) {
                Level level = Level.values()[random.nextInt(4)];
                publishing.share(entry.getKey(), level);
                entry.setValue(new Item(item.school(), level, collectivesOf(item.school()), true));
            }
        }
    }

    private Set<UUID> collectivesOf(String school) {
        return new HashSet<>(jdbc.sql(
                        """
                        select collective_id from organisation.membership
                         where school_id = :school and valid_from <= cast(now() at time zone 'Asia/Shanghai' as date)
                           and (valid_until is null or valid_until > cast(now() at time zone 'Asia/Shanghai' as date))
                        """)
                .param("school", unit(school))
                .query(UUID.class)
                .list());
    }

    private void collectives(long seed) {
        for (int i = 0; i < 2; i++) {
            Api.Answer made = publishing
                    .api()
                    .as("D-01")
                    .post(
                            "organisations",
                            Map.of(
                                    "kind",
                                    "ALLIANCE",
                                    "code",
                                    "LEAK-" + seed + "-" + i,
                                    "name",
                                    "测试联盟(示例)",
                                    "leadSchoolId",
                                    unit(SCHOOLS.get(0))));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            members.put(UUID.fromString(made.text("/id")), new HashSet<>(Set.of(SCHOOLS.get(0))));
        }
    }

    /** Holds all of them, each put in while it was public. */
    private Api.Answer collection() {
        Api owner = publishing.api().as("T-JHS-005-01");
        List<Map<String, Object>> all = new ArrayList<>();
        items.forEach((id, item) -> {
            if (item.published()) {
                publishing.share(id, Level.PUBLIC);
                all.add(Map.of("resourceId", id));
            }
        });
        Api.Answer made = owner.post("collections", Map.of("kind", "LIST", "title", word, "level", "DISTRICT"));
        Api.Answer filled = owner.with("If-Match", made.eTag())
                .put("collections/" + made.text("/id") + "/items", Map.of("items", all));
        assertThat(filled.status()).as(filled.toString()).isEqualTo(200);
        items.replaceAll((id, item) -> item.published() ? new Item(item.school(), Level.PUBLIC, Set.of(), true) : item);
        return made;
    }

    private Api caller(String school) {
        // The second teacher: the authors are third ones, and see what is their own in any case.
        return publishing.api().as("T-" + school + "-02");
    }

    private long pending() {
        return jdbc.sql("select count(*) from search.document where indexed_seq < seq and resource_id = any(:ids)")
                .param("ids", items.keySet().toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private String title(UUID id) {
        return titles.computeIfAbsent(
                id, one -> jdbc.sql("select metadata ->> 'title' from catalog.version where resource_id = :id limit 1")
                        .param("id", one)
                        .query(String.class)
                        .single());
    }

    private final Map<UUID, String> titles = new HashMap<>();

    private UUID unit(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

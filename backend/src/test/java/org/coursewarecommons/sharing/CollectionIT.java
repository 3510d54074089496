package org.coursewarecommons.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists and packs of teachers of several schools. */
@IntegrationTest
class CollectionIT {

    private static final String OWNER = "T-JHS-005-01";
    private static final String PARTNER = "T-JHS-042-01";
    private static final String OUTSIDER = "T-JHS-130-01";

    private final Publishing publishing;
    private final Collections collections;
    private final JdbcClient jdbc;

    CollectionIT(
            @Autowired ApplicationContext context, @Autowired Collections collections, @Autowired JdbcClient jdbc) {
        publishing = new Publishing(context);
        this.collections = collections;
        this.jdbc = jdbc;
    }

    @Test
    void aPackIsFilledByTeachersOfTwoSchoolsInTheirOrderWithNotes() {
        UUID first = publishing.publish(OWNER, "导入 " + Publishing.nonce());
        UUID second = publishing.publish(PARTNER, "练习 " + Publishing.nonce());
        Api.Answer made = create("PREP_PACK", "DISTRICT", PARTNER);
        String door = "collections/" + made.text("/id");
        assertThat(made.text("/members/0/schoolName")).contains("独流晨曦小学");

        Api.Answer filled = as(OWNER, made).put(door + "/items", items(first));
        Api.Answer both = as(PARTNER, filled).put(door + "/items", items(second, first));

        assertThat(both.status()).as(both.toString()).isEqualTo(200);
        assertThat(both.json().at("/visibleItems").asInt()).isEqualTo(2);
        Api.Answer shown = publishing.api().as(OUTSIDER).get(door + "/items");
        assertThat(shown.text("/items/0/resourceId")).isEqualTo(second.toString());
        assertThat(shown.text("/items/1/note")).isEqualTo("第1项");
        assertThat(as(OWNER, filled).put(door + "/items", items(first)).status())
                .isEqualTo(412);
        assertThat(as(OUTSIDER, both).put(door + "/items", items(first)).status())
                .isEqualTo(403);
        assertThat(collected(first)).isEqualTo(1);
        assertThat(collected(second)).isEqualTo(1);
    }

    @Test
    void beingInACollectionOpensNothingAndWhatIsHiddenStays() {
        UUID open = publishing.publish(OWNER, Publishing.nonce());
        UUID own = publishing.publish(OWNER, Publishing.nonce(), TargetScope.Level.SCHOOL);
        Api.Answer made = create("LIST", "DISTRICT", PARTNER);
        String door = "collections/" + made.text("/id");
        Api.Answer filled = as(OWNER, made).put(door + "/items", items(own, open));
        assertThat(filled.json().at("/visibleItems").asInt()).isEqualTo(2);

        Api.Answer seen = publishing.api().as(PARTNER).get(door);
        assertThat(seen.json().at("/visibleItems").asInt()).isEqualTo(1);
        assertThat(seen.json().at("/hiddenItems").asInt()).isEqualTo(1);
        Api.Answer listed = publishing.api().as(PARTNER).get(door + "/items");
        assertThat(listed.json().at("/items")).hasSize(1);
        assertThat(listed.toString()).doesNotContain(own.toString());
        assertThat(publishing.api().as(PARTNER).get("resources/" + own).status())
                .isEqualTo(404);
        assertThat(publishing
                        .api()
                        .as(PARTNER)
                        .get("collections?resourceId=" + own)
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
        assertThat(as(PARTNER, seen).put(door + "/items", items(own)).text("/errors/0/code"))
                .isEqualTo("unknown-item");

        Api.Answer emptied = as(PARTNER, seen).put(door + "/items", items());

        assertThat(emptied.json().at("/hiddenItems").asInt()).isEqualTo(1);
        assertThat(publishing.api().as(OWNER).get(door + "/items").text("/items/0/resourceId"))
                .isEqualTo(own.toString());
    }

    @Test
    void aCollectionIsSeenInItsScopeAndByItsMembersAlone() {
        Api.Answer made = create("LIST", "PRIVATE", PARTNER);
        String door = "collections/" + made.text("/id");
        UUID id = UUID.fromString(made.text("/id"));

        assertThat(publishing.api().as(PARTNER).get(door).status()).isEqualTo(200);
        assertThat(publishing.api().as(OUTSIDER).get(door).status()).isEqualTo(404);
        assertThat(as(OUTSIDER, made).delete(door).status()).isEqualTo(404);
        Actor outsider = actor(OUTSIDER);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> collections.itemIds(id, outsider))
                .isInstanceOf(ProblemException.class);
        assertThat(collections.itemIds(id, actor(PARTNER))).isEmpty();

        Api.Answer wider = as(OWNER, made).patch(door, Map.of("level", "DISTRICT", "title", "改名的清单"));
        assertThat(wider.text("/title")).isEqualTo("改名的清单");
        assertThat(publishing.api().as(OUTSIDER).get(door).status()).isEqualTo(200);
        assertThat(as(PARTNER, wider).patch(door, Map.of("level", "PRIVATE")).status())
                .isEqualTo(403);
        assertThat(publishing.api().as(OWNER).delete(door).status()).isEqualTo(428);
        assertThat(as(OWNER, wider).delete(door).status()).isEqualTo(204);
        assertThat(publishing.api().as(OWNER).get(door).status()).isEqualTo(404);
    }

    @Test
    void aSearchWithinACollectionFindsWhatIsInItAndMayBeSeen() {
        String word = Publishing.nonce();
        UUID inside = publishing.publish(OWNER, word + " 甲");
        UUID outside = publishing.publish(OWNER, word + " 乙");
        UUID hidden = publishing.publish(OWNER, word + " 丙", TargetScope.Level.SCHOOL);
        Api.Answer made = create("LIST", "DISTRICT");
        as(OWNER, made).put("collections/" + made.text("/id") + "/items", items(inside, hidden));
        String query = "search?q=" + java.net.URLEncoder.encode(word, java.nio.charset.StandardCharsets.UTF_8);
        Api partner = publishing.api().as(PARTNER);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> partner.get(query).json().at("/total").asInt() == 2);

        Api.Answer within = partner.get(query + "&collection=" + made.text("/id"));

        assertThat(within.json().at("/total").asInt()).isEqualTo(1);
        assertThat(within.text("/items/0/id")).isEqualTo(inside.toString()).isNotEqualTo(outside.toString());
        assertThat(partner.get(query + "&collection=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(partner.get(query + "&collection=x").status()).isEqualTo(400);
    }

    @Test
    void followersAreToldOfWhatChanges() {
        Api.Answer made = create("LIST", "DISTRICT");
        String door = "collections/" + made.text("/id");
        assertThat(publishing.api().as(OUTSIDER).put(door + "/follow", Map.of()).status())
                .isEqualTo(204);
        assertThat(publishing
                        .api()
                        .as(OUTSIDER)
                        .get(door)
                        .json()
                        .at("/following")
                        .asBoolean())
                .isTrue();

        as(OWNER, made).put(door + "/items", items(publishing.publish(OWNER, Publishing.nonce())));

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> publishing
                        .api()
                        .as(OUTSIDER)
                        .get("inbox?limit=100")
                        .toString()
                        .contains(made.text("/title")));
    }

    @Test
    void aFavouriteIsKeptAndGoesOutOfSightWithItsScope() {
        UUID resource = publishing.publish(OWNER, Publishing.nonce());
        Api partner = publishing.api().as(PARTNER);
        assertThat(partner.put("resources/" + resource + "/favourite", Map.of()).status())
                .isEqualTo(204);
        assertThat(partner.get("favourites").toString()).contains(resource.toString());

        publishing.share(resource, TargetScope.Level.SCHOOL);
        assertThat(partner.get("favourites").toString()).doesNotContain(resource.toString());
        assertThat(partner.put("resources/" + resource + "/favourite", Map.of()).status())
                .isEqualTo(404);
        assertThat(partner.delete("resources/" + resource + "/favourite").status())
                .isEqualTo(204);
    }

    private Api.Answer create(String kind, String level, String... members) {
        List<UUID> ids = new ArrayList<>();
        for (String member : members) {
            ids.add(person(member));
        }
        Api.Answer made = publishing
                .api()
                .as(OWNER)
                .post(
                        "collections",
                        Map.of(
                                "kind", kind,
                                "title", "测试资源集 " + Publishing.nonce(),
                                "level", level,
                                "memberIds", ids));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    private Api as(String person, Api.Answer collection) {
        return publishing.api().as(person).with("If-Match", collection.eTag());
    }

    private static Map<String, Object> items(UUID... resources) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (UUID resource : resources) {
            Map<String, Object> item = new HashMap<>();
            item.put("resourceId", resource);
            item.put("note", "第" + items.size() + "项");
            items.add(item);
        }
        return Map.of("items", items);
    }

    private long collected(UUID resource) {
        return jdbc.sql("select count(*) from usage.event where resource_id = :id and verb = 'COLLECT'")
                .param("id", resource)
                .query(Long.class)
                .single();
    }

    private Actor actor(String code) {
        UUID school = jdbc.sql("select school_id from organisation.person where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
        return new Actor(person(code), "test", code, code, school, java.util.Set.of(Role.CONTRIBUTOR));
    }

    private UUID person(String code) {
        return jdbc.sql("select id from organisation.person where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }
}

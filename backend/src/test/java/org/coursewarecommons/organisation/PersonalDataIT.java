package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PIPL 44–47: a person sees all that is kept of them, and is forgotten when they ask for it. */
@IntegrationTest
class PersonalDataIT {

    private final Publishing publishing;
    private final Api api;
    private final JdbcClient jdbc;

    PersonalDataIT(ApplicationContext context, JdbcClient jdbc) {
        publishing = new Publishing(context);
        api = publishing.api();
        this.jdbc = jdbc;
    }

    @Test
    void aPersonSeesWhatIsKeptOfThem() {
        Api teacher = api.as("T-JHS-077-03");
        teacher.post("saved-searches", Map.of("name", "我的检索", "query", "q=分数", "notices", false));

        Api.Answer export = teacher.get("me/data-export");

        assertThat(export.status()).as(export.toString()).isEqualTo(200);
        assertThat(export.text("/sections/person/0/code")).isEqualTo("T-JHS-077-03");
        assertThat(export.json().at("/sections/savedSearches").findValuesAsText("name"))
                .contains("我的检索");
        List.of(
                        "appointments",
                        "resources",
                        "submissions",
                        "usageEvents",
                        "ratings",
                        "notices",
                        "auditLines",
                        "uploads")
                .forEach(section -> assertThat(export.json().get("sections").has(section))
                        .as(section)
                        .isTrue());
        assertThat(export.toString()).doesNotContain("T-JHS-077-01");
        assertThat(api.as("client-jt10").get("me/data-export").status()).isEqualTo(403);
    }

    @Test
    void aPersonIsForgottenAndTheirPublishedWorkKeepsItsAuthor() {
        Api teacher = api.as("T-JHS-134-03");
        Api reader = api.as("T-JHS-134-02");
        Api steward = api.as("D-03");
        String person = teacher.get("me").text("/personId");
        UUID work = publishing.publish("T-JHS-134-03", "留下的作品" + Publishing.nonce(), TargetScope.Level.DISTRICT);
        UUID draft = publishing.draft("T-JHS-134-03", "未完成" + Publishing.nonce(), Map.of());
        teacher.post("saved-searches", Map.of("name", "我的检索", "query", "q=分数", "notices", false));
        UUID other = publishing.publish("T-JHS-134-02", "别人的作品" + Publishing.nonce(), TargetScope.Level.DISTRICT);
        teacher.put("resources/" + other + "/rating", Map.of("stars", 4, "comment", "我是某某"));
        teacher.post("messages", Map.of("topic", "OTHER", "text", "请打电话给我", "contact", "13800138000"));
        JsonNode before = reader.get("resources/" + other).json().path("rating");

        Api.Answer open = steward.post("persons/" + person + "/erasure", Map.of("reason", "本人申请"));
        assertThat(open.status()).as(open.toString()).isEqualTo(409);
        assertThat(open.text("/errors/0/pointer")).isEqualTo("/draftsAndSubmissions");
        teacher.ifMatch(teacher.get("resources/" + draft).eTag()).delete("resources/" + draft);

        assertThat(reader.post("persons/" + person + "/erasure", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        Api.Answer erased = steward.post("persons/" + person + "/erasure", Map.of("reason", "本人申请"));
        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);

        assertThat(teacher.get("me").text("/code")).isEqualTo("no-person");
        Api.Answer left = reader.get("resources/" + work);
        assertThat(left.status()).as(left.toString()).isEqualTo(200);
        assertThat(left.text("/contributors/0/name")).isEqualTo("教师");
        assertThat(reader.get("resources/" + other).json().path("rating")).isEqualTo(before);
        assertThat(count("select count(*) from usage.rating where person_id = :id", person))
                .isZero();
        assertThat(count("select count(*) from usage.event where actor_id = :id", person))
                .isZero();
        assertThat(count("select count(*) from search.saved_search where owner_id = :id", person))
                .isZero();
        assertThat(count(
                        "select count(*) from usage.message where author_id = :id and (contact is not null or body <> '-')",
                        person))
                .isZero();
        assertThat(count("select count(*) from audit.line where actor_id = :id and actor_subject <> 'erased'", person))
                .isZero();
        assertThat(count("select count(*) from audit.line where actor_id = :id", person))
                .isPositive();
        assertThat(count("select count(*) from organisation.person where id = :id and code like 'T-%'", person))
                .isZero();
        assertThat(steward.post("persons/" + person + "/erasure", Map.of("reason", "本人申请"))
                        .status())
                .isEqualTo(404);
        assertThat(api.as("AU-01")
                        .get("admin/audit/verification")
                        .json()
                        .get("intact")
                        .asBoolean())
                .as("the record still holds")
                .isTrue();
    }

    private long count(String sql, String person) {
        return jdbc.sql(sql)
                .param("id", UUID.fromString(person))
                .query(Long.class)
                .single();
    }
}

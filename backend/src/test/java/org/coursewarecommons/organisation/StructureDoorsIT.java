package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.Publishing;
import org.coursewarecommons.catalog.TargetScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Editing the structure by its doors. Every unit made here is called TST-… and taken away again. */
@IntegrationTest
class StructureDoorsIT {

    private static final String LEAD = "JHS-110";
    private static final String MEMBER = "JHS-130";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    Publishing publishing;
    Api steward;

    @BeforeEach
    void connect() {
        publishing = new Publishing(context);
        steward = publishing.api().as("D-01");
    }

    @AfterEach
    void takeAway() {
        String ours = "(select id from organisation.unit where code like 'TST-%')";
        jdbc.sql("delete from organisation.appointment where organisation_id in " + ours)
                .update();
        jdbc.sql("delete from organisation.pairing where entered_by is not null")
                .update();
        jdbc.sql("delete from organisation.membership where collective_id in " + ours)
                .update();
        jdbc.sql("delete from organisation.unit where code like 'TST-%'").update();
    }

    @Test
    void anAllianceIsMadeEditedAndClosed() {
        Api.Answer made = alliance("TST-LM", LEAD);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String door = "organisations/" + made.text("/id");
        assertThat(made.header("Location")).contains("/api/v1/" + door);
        assertThat(steward.get(door + "/members").text("/items/0/role")).isEqualTo("LEAD");

        Api.Answer edited = steward.with("If-Match", made.eTag()).patch(door, Map.of("name", "改名的办学联盟(示例)"));
        assertThat(edited.text("/name")).isEqualTo("改名的办学联盟(示例)");
        assertThat(edited.eTag()).isNotEqualTo(made.eTag());
        assertThat(steward.with("If-Match", made.eTag())
                        .patch(door, Map.of("name", "x"))
                        .status())
                .isEqualTo(412);
        assertThat(steward.patch(door, Map.of("name", "x")).status()).isEqualTo(428);
        assertThat(alliance("TST-LM", LEAD).text("/code")).isEqualTo("already-there");

        Api.Answer closed = steward.post(door + "/closing", Map.of("reason", "整合"));
        assertThat(closed.text("/until")).isNotEmpty();
        assertThat(steward.get(door + "/members").json().at("/items")).isEmpty();
        assertThat(steward.get(door + "/memberships").text("/0/endReason")).isEqualTo("整合");
        assertThat(steward.post(door + "/closing", Map.of("reason", "再次")).status())
                .isEqualTo(409);
    }

    @Test
    void aSchoolThatLeavesSeesTheAlliancesItemsNoMoreWithTheNextRequest() {
        UUID alliance = UUID.fromString(alliance("TST-LM", LEAD).text("/id"));
        Api member = publishing.api().as("T-" + MEMBER + "-01");
        String members = "organisations/" + alliance + "/members";
        String word = Publishing.nonce();
        UUID item = publishing.publish("T-" + LEAD + "-01", word, TargetScope.Level.COLLECTIVE);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> total(publishing.api().as("T-" + LEAD + "-02"), word) == 1);
        long sequence = sequence(item);
        assertThat(total(member, word)).isZero();
        assertThat(member.get("resources/" + item).status()).isEqualTo(404);

        Api.Answer joined = steward.post(members, Map.of("schoolId", unit(MEMBER)));
        assertThat(joined.status()).as(joined.toString()).isEqualTo(201);
        assertThat(total(member, word)).isEqualTo(1);
        assertThat(facet(member, word)).isEqualTo(1);
        assertThat(member.get("resources/" + item).status()).isEqualTo(200);
        assertThat(member.get("me").json().at("/scopes").toString()).contains(alliance.toString());

        Api.Answer left = steward.post(members + "/" + unit(MEMBER) + "/end", Map.of("reason", "办学关系调整"));
        assertThat(left.status()).as(left.toString()).isEqualTo(200);
        assertThat(total(member, word)).isZero();
        assertThat(facet(member, word)).isZero();
        assertThat(member.get("resources/" + item).status()).isEqualTo(404);
        assertThat(member.get("me").json().at("/scopes").toString()).doesNotContain(alliance.toString());
        assertThat(sequence(item)).isEqualTo(sequence);
        assertThat(audited(alliance)).contains("organisation.UnitChanged", "organisation.MembershipChanged");
    }

    @Test
    void theLeadChangesAndTheOneBeforeStaysAsAMember() {
        Api.Answer made = alliance("TST-LM", LEAD);
        String door = "organisations/" + made.text("/id");
        Api.Answer joined = steward.post(door + "/members", Map.of("schoolId", unit(MEMBER)));
        assertThat(steward.post(door + "/members/" + unit(LEAD) + "/end", Map.of("reason", "退出"))
                        .text("/code"))
                .isEqualTo("lead-stays");

        Api.Answer led = steward.with("If-Match", joined.eTag()).put(door + "/lead", Map.of("schoolId", unit(MEMBER)));

        assertThat(led.status()).as(led.toString()).isEqualTo(200);
        Map<String, String> roles = new HashMap<>();
        steward.get(door + "/members")
                .json()
                .at("/items")
                .forEach(one ->
                        roles.put(one.at("/code").asText(), one.at("/role").asText()));
        assertThat(roles).containsOnly(Map.entry(MEMBER, "LEAD"), Map.entry(LEAD, "MEMBER"));
        assertThat(steward.with("If-Match", joined.eTag())
                        .put(door + "/lead", Map.of("schoolId", unit(LEAD)))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aMemberJoinsOnceAtATime() {
        String members = "organisations/" + alliance("TST-LM", LEAD).text("/id") + "/members";
        Map<String, Object> future = Map.of("schoolId", unit(MEMBER), "from", "2035-09-01", "until", "2036-07-10");

        assertThat(steward.post(members, future).status()).isEqualTo(201);
        assertThat(steward.post(members, future).status()).isEqualTo(409);
        assertThat(steward.get(members).json().at("/items")).hasSize(1);
        assertThat(steward.get(members + "?on=2035-10-01").json().at("/items")).hasSize(2);
        assertThat(steward.post(members, Map.of("schoolId", unit("LM01"))).status())
                .isEqualTo(422);
    }

    @Test
    void eachRoleEditsItsPartAndNoOther() {
        UUID other = unit("LM01");
        Api own = publishing.api().as(appointee("COLLECTIVE_STEWARD", "LM02"));
        Map<String, Object> pairing =
                Map.of("leadSchoolId", unit("JHS-010"), "aidedSchoolId", memberOf("LM02"), "subject", "DF");
        assertThat(own.post("organisations/" + other + "/members", Map.of("schoolId", unit(MEMBER)))
                        .status())
                .isEqualTo(403);
        assertThat(own.post("pairings", pairing).status()).isEqualTo(403);
        Map<String, Object> within = new HashMap<>(pairing);
        within.put("collectiveId", unit("LM02"));
        assertThat(own.post("pairings", within).status()).isEqualTo(201);

        Api admin = publishing.api().as(appointee("SCHOOL_ADMIN", "JHS-042"));
        Map<String, Object> schoolClass =
                Map.of("kind", "CLASS", "code", "TST-C1", "name", "三(1)班", "grade", "G03", "students", 38);
        assertThat(admin.post("organisations", with(schoolClass, "parentId", unit("JHS-042")))
                        .text("/grade"))
                .isEqualTo("G03");
        assertThat(admin.post("organisations", with(schoolClass, "parentId", unit("JHS-043")))
                        .status())
                .isEqualTo(403);
        Api teacher = publishing.api().as("T-JHS-042-01");
        assertThat(teacher.post("organisations", with(schoolClass, "parentId", unit("JHS-042")))
                        .status())
                .isEqualTo(403);
        assertThat(teacher.get("organisations/" + unit("JHS-042") + "/stewards").text("/0/role"))
                .isEqualTo("SCHOOL_ADMIN");
    }

    @Test
    void aPairingBySubjectHasAModeAnEndAndARecord() {
        Map<String, Object> pairing =
                Map.of("leadSchoolId", unit("JHS-005"), "aidedSchoolId", unit(MEMBER), "subject", "LD");
        Api.Answer made = steward.post("pairings", pairing);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("/mode")).isEqualTo("1:1");
        assertThat(steward.post("pairings", pairing).status()).isEqualTo(409);
        assertThat(steward.post("pairings", with(pairing, "aidedSchoolId", unit("JHS-131")))
                        .text("/mode"))
                .isEqualTo("1:n");

        String door = "pairings/" + made.text("/id");
        assertThat(steward.with("If-Match", made.eTag())
                        .patch(door, Map.of("until", "2035-07-10"))
                        .text("/until"))
                .isEqualTo("2035-07-10");
        assertThat(steward.post(door + "/end", Map.of("reason", "目标达成"))
                        .json()
                        .at("/active")
                        .asBoolean())
                .isFalse();
        assertThat(steward.post(door + "/end", Map.of("reason", "目标达成")).status())
                .isEqualTo(409);
        assertThat(steward.get(door).text("/subject")).isEqualTo("LD");
    }

    @Test
    void aListIsReadInRowByRowAndToldInALedger() {
        String csv =
                """
                code,kind,name,lead_school
                TST-A1,ALLIANCE,导入联盟一(示例),JHS-110
                TST-A2,ALLIANCE,导入联盟二(示例),JHS-999
                TST-A3,CLUB,导入联盟三(示例),JHS-110
                LM01,GROUP,张冠李戴(示例),JHS-110
                """;

        Api.Answer first = read("COLLECTIVES", csv);

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.json().at("/created").asInt()).isEqualTo(1);
        assertThat(first.json().at("/refused").asInt()).isEqualTo(3);
        Api.Answer rows = steward.get("organisation-imports/" + first.text("/id") + "/rows?result=REFUSED");
        List<String> codes = new ArrayList<>();
        rows.json()
                .at("/items")
                .forEach(row -> codes.add(
                        row.at("/field").asText() + " " + row.at("/code").asText()));
        assertThat(codes)
                .containsExactly("/lead_school unknown-organisation", "/kind unknown-code", "/code other-kind");
        assertThat(read("COLLECTIVES", csv).json().at("/unchanged").asInt()).isEqualTo(1);

        String members = "collective,school_code,from,until\nTST-A1," + MEMBER + ",2035-09-01,\n";
        assertThat(read("MEMBERSHIPS", members).json().at("/created").asInt()).isEqualTo(1);
        assertThat(read("MEMBERSHIPS", members).json().at("/unchanged").asInt()).isEqualTo(1);
        assertThat(read("MEMBERSHIPS", "collective,from\nx,y\n").status()).isEqualTo(422);
        assertThat(publishing
                        .api()
                        .as("T-JHS-042-01")
                        .call("POST", "organisation-imports?list=TOWNS", BodyPublishers.ofString(csv), "text/csv")
                        .status())
                .isEqualTo(403);
    }

    private Api.Answer read(String list, String csv) {
        return steward.call("POST", "organisation-imports?list=" + list, BodyPublishers.ofString(csv), "text/csv");
    }

    private Api.Answer alliance(String code, String lead) {
        return steward.post(
                "organisations",
                Map.of("kind", "ALLIANCE", "code", code, "name", "测试办学联盟(示例)", "leadSchoolId", unit(lead)));
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(name, value);
        return more;
    }

    private static long total(Api as, String word) {
        return search(as, word).at("/total").asLong();
    }

    private static long facet(Api as, String word) {
        long count = 0;
        for (JsonNode value : search(as, word).at("/facets/subject")) {
            count += value.at("/count").asLong();
        }
        return count;
    }

    private static JsonNode search(Api as, String word) {
        return as.get("search?facets=subject&q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                .json();
    }

    private long sequence(UUID resource) {
        return jdbc.sql("select seq from search.document where resource_id = :id")
                .param("id", resource)
                .query(Long.class)
                .single();
    }

    private List<String> audited(UUID subject) {
        return jdbc.sql("select distinct event from audit.line where subject_id = :id")
                .param("id", subject)
                .query(String.class)
                .list();
    }

    private String appointee(String role, String unit) {
        return jdbc.sql(
                        """
                        select p.subject from organisation.person p
                          join organisation.appointment a on a.person_id = p.id
                          join organisation.unit u on u.id = a.organisation_id
                         where a.role = :role and u.code = :unit limit 1
                        """)
                .param("role", role)
                .param("unit", unit)
                .query(String.class)
                .single();
    }

    private UUID memberOf(String collective) {
        return jdbc.sql(
                        """
                        select m.school_id from organisation.membership m
                          join organisation.unit u on u.id = m.collective_id
                         where u.code = :code and m.role = 'MEMBER' limit 1
                        """)
                .param("code", collective)
                .query(UUID.class)
                .single();
    }

    private UUID unit(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }
}

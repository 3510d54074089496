package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class OrganisationDoorsIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Api api;

    @BeforeEach
    void connect() {
        api = Api.on(port).as("T-JHS-001-01");
    }

    @ParameterizedTest
    @CsvSource({"DISTRICT,1", "TOWN,23", "SCHOOL,137", "GROUP,11", "ALLIANCE,16"})
    void theDistrictOfTheSeedsIsThere(String kind, long total) {
        Api.Answer list = api.get("organisations?limit=1&kind=" + kind);

        assertThat(list.json().at("/total").asLong()).isEqualTo(total);
        assertThat(list.text("/items/0/kind")).isEqualTo(kind);
    }

    @Test
    void pagesGiveEverySchoolOnceInOrder() {
        List<String> codes = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = api.get("organisations?kind=SCHOOL&limit=20" + cursor);
            page.json()
                    .at("/items")
                    .forEach(school -> codes.add(school.at("/code").asText()));
            JsonNode next = page.json().at("/nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertThat(codes).hasSize(137).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void unitsAreFoundByPartOfTheNameOrTheCode() {
        assertThat(api.get("organisations?q=jhs-042").text("/items/0/code")).isEqualTo("JHS-042");
        assertThat(api.get("organisations?q=%E7%8B%AC%E6%B5%81%E6%99%A8%E6%9B%A6")
                        .text("/items/0/code"))
                .isEqualTo("JHS-042");
    }

    @Test
    void signsOfAPatternInAQueryAreOrdinaryText() {
        assertThat(api.get("organisations?q=%25").json().at("/total").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit,range",
        "limit=101,limit,range",
        "limit=x,limit,range",
        "cursor=!!,cursor,cursor",
        "cursor=YWJj,cursor,cursor",
        "kind=CLUB,kind,format",
        "q=%00,q,format"
    })
    void aWrongParameterIsNamedInBothLanguages(String query, String parameter, String rule) {
        Api.Answer chinese = api.in("zh-CN").get("organisations?" + query);
        Api.Answer english = api.in("en").get("organisations?" + query);

        assertThat(chinese.status()).isEqualTo(400);
        assertThat(chinese.text("/code")).isEqualTo("invalid-parameter");
        assertThat(chinese.text("/title")).isEqualTo("参数不正确");
        assertThat(english.text("/title")).isEqualTo("Invalid parameter");
        assertThat(english.text("/errors/0/pointer")).isEqualTo("?" + parameter);
        assertThat(english.text("/errors/0/code")).isEqualTo(rule);
    }

    @Test
    void aSchoolIsReadWithItsEntityTag() {
        Api.Answer school = api.get("organisations/" + unitId("JHS-005"));

        assertThat(school.text("/code")).isEqualTo("JHS-005");
        assertThat(school.text("/area")).isEqualTo("URBAN");
        assertThat(school.text("/type")).isEqualTo("PRIMARY");
        assertThat(school.eTag()).matches("\"\\d+\"");
        assertThat(api.with("If-None-Match", school.eTag())
                        .get("organisations/" + unitId("JHS-005"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"01a208ad-5c7c-7418-8d73-000000000000", "not-an-id"})
    void anUnknownUnitIsNotFound(String id) {
        for (String door : List.of("", "/members", "/pairings")) {
            assertThat(api.get("organisations/" + id + door).status()).isEqualTo(404);
        }
    }

    @Test
    void aGroupHasItsLeadSchoolAmongItsMembers() {
        Api.Answer members = api.get("organisations/" + unitId("JT01") + "/members");

        assertThat(members.json().at("/items")).anySatisfy(member -> {
            assertThat(member.at("/code").asText()).isEqualTo("JHS-005");
            assertThat(member.at("/role").asText()).isEqualTo("LEAD");
            assertThat(member.at("/from").asText()).isEqualTo("2025-09-01");
            assertThat(member.at("/until").isNull()).isTrue();
        });
    }

    @Test
    void aTownHasItsSchoolsAsMembers() {
        Api.Answer members = api.get("organisations/" + unitId("120118001") + "/members?limit=100");

        assertThat(members.json().at("/items"))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(member.at("/kind").asText()).isEqualTo("SCHOOL"));
    }

    @Test
    void pairingsTellWhetherTheyHoldToday() {
        Api.Answer pairings = api.get("organisations/" + unitId("120118") + "/pairings?limit=100");

        assertThat(pairings.json().at("/total").asLong()).isEqualTo(78);
        assertThat(pairings.json().at("/items")).anySatisfy(pairing -> {
            assertThat(pairing.at("/until").asText()).isEqualTo("2025-07-10");
            assertThat(pairing.at("/active").asBoolean()).isFalse();
        });
    }

    @Test
    void aSchoolsSystemMayReadThem() {
        assertThat(Api.on(port)
                        .as("client-jhs-042")
                        .get("organisations?limit=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyReadsThemWithoutAToken() {
        assertThat(Api.on(port).get("organisations").status()).isEqualTo(401);
    }

    private UUID unitId(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }
}

package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.coursewarecommons.Api;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class MeIT {

    /** No other test calls as this teacher, so that this one may appoint and rename them. */
    private static final String TEACHER = "T-JHS-137-03";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Today today;

    Api api;

    @BeforeEach
    void connect() {
        api = Api.on(port);
    }

    @AfterEach
    void leaveTheTeacherAsInTheSeeds() {
        jdbc.sql("delete from organisation.appointment where person_id = :id")
                .param("id", personId())
                .update();
        jdbc.sql("update organisation.person set subject = code where code = :code")
                .param("code", TEACHER)
                .update();
    }

    @Test
    void aTeacherIsAContributorOfTheirSchool() {
        Api.Answer me = api.as(TEACHER).get("me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("/personId")).isEqualTo(personId().toString());
        assertThat(me.json().at("/clientId").isNull()).isTrue();
        assertThat(me.text("/schoolId")).isEqualTo(unitId("JHS-137").toString());
        assertThat(roles(me)).containsExactly("CONTRIBUTOR");
        assertThat(me.json().at("/counts").fieldNames())
                .toIterable()
                .containsExactly("myTasks", "available", "drafts", "inbox");
    }

    @Test
    void anExpertHasTheRoleOfTheirAppointment() {
        assertThat(roles(api.as("E-SX-PRIMARY-01").get("me"))).containsExactly("CONTRIBUTOR", "EXPERT");
    }

    @Test
    void staffOfTheDistrictHaveNoSchool() {
        Api.Answer me = api.as("D-01").get("me");

        assertThat(me.json().at("/schoolId").isNull()).isTrue();
        assertThat(roles(me)).contains("DISTRICT_STEWARD");
    }

    @Test
    void aSchoolsSystemIsAClientAndNoPerson() {
        Api.Answer me = api.as("client-jhs-042").get("me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().at("/personId").isNull()).isTrue();
        assertThat(UUID.fromString(me.text("/clientId"))).isNotNull();
        assertThat(me.text("/schoolId")).isEqualTo(unitId("JHS-042").toString());
        assertThat(roles(me)).containsExactly("SCHOOL_CLIENT");
    }

    @Test
    void aGoodTokenOfAnUnknownSubjectIsRefusedInBothLanguages() {
        Api caller = api.as(TEACHER);
        jdbc.sql("update organisation.person set subject = 'someone-else' where code = :code")
                .param("code", TEACHER)
                .update();

        Api.Answer chinese = caller.in("zh-CN").get("me");
        Api.Answer english = caller.in("en").get("me");

        assertThat(chinese.status()).isEqualTo(403);
        assertThat(chinese.text("/code")).isEqualTo("no-person");
        assertThat(chinese.text("/title")).isEqualTo("账号未登记");
        assertThat(english.text("/title")).isEqualTo("Account not registered");
    }

    @Test
    void anAppointmentHoldsFromItsFirstDay() {
        appoint(today.date(), null);

        assertThat(roles(api.as(TEACHER).get("me"))).contains("EXPERT");
    }

    @Test
    void anAppointmentOfTomorrowDoesNotHoldYet() {
        appoint(today.date().plusDays(1), null);

        assertThat(roles(api.as(TEACHER).get("me"))).doesNotContain("EXPERT");
    }

    @Test
    void anAppointmentNoLongerHoldsOnTheDayItEnds() {
        appoint(today.date().minusDays(10), today.date());

        assertThat(roles(api.as(TEACHER).get("me"))).doesNotContain("EXPERT");
    }

    @Test
    void anAppointmentStillHoldsOnTheDayBeforeItEnds() {
        appoint(today.date().minusDays(10), today.date().plusDays(1));

        assertThat(roles(api.as(TEACHER).get("me"))).contains("EXPERT");
    }

    private void appoint(LocalDate from, @Nullable LocalDate until) {
        jdbc.sql(
                        """
                        insert into organisation.appointment (id, person_id, role, valid_from, valid_until)
                        values (:id, :person, 'EXPERT', :from, :until)
                        """)
                .param("id", Ids.next())
                .param("person", personId())
                .param("from", from)
                .param("until", until)
                .update();
    }

    private UUID personId() {
        return jdbc.sql("select id from organisation.person where code = :code")
                .param("code", TEACHER)
                .query(UUID.class)
                .single();
    }

    private UUID unitId(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private static List<String> roles(Api.Answer me) {
        return StreamSupport.stream(me.json().at("/roles").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

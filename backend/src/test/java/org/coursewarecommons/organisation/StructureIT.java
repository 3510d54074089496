package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Ids;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What other modules ask; each test's changes are rolled back. */
@IntegrationTest
@Transactional
class StructureIT {

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Today today;

    @Test
    void aChangeOfMembershipActsAtOnce() {
        UUID school = unitId("JHS-005");
        assertThat(organisations.collectivesOf(school)).containsExactly(unitId("JT01"));

        jdbc.sql("update organisation.membership set valid_until = :today where school_id = :school")
                .param("today", today.date())
                .param("school", school)
                .update();
        assertThat(organisations.collectivesOf(school)).isEmpty();

        jdbc.sql(
                        """
                        insert into organisation.membership (collective_id, school_id, role, valid_from)
                        values (:collective, :school, 'MEMBER', :today)
                        """)
                .param("collective", unitId("LM01"))
                .param("school", school)
                .param("today", today.date())
                .update();
        assertThat(organisations.collectivesOf(school)).containsExactly(unitId("LM01"));
    }

    @Test
    void pairedSchoolsAreFoundFromBothSides() {
        assertThat(organisations.pairedWith(unitId("JHS-005"))).contains(unitId("JHS-026"));
        assertThat(organisations.pairedWith(unitId("JHS-026"))).contains(unitId("JHS-005"));
    }

    @Test
    void aPairingThatEndedIsNoPairing() {
        UUID lead = unitId("JHS-005");
        jdbc.sql("update organisation.pairing set valid_until = :today where lead_school_id = :lead")
                .param("today", today.date())
                .param("lead", lead)
                .update();

        assertThat(organisations.pairedWith(lead)).doesNotContain(unitId("JHS-026"));
    }

    @Test
    void unitsAreFoundByIdAndUnknownOnesLeftOut() {
        UUID school = unitId("JHS-042");

        assertThat(organisations.byIds(List.of(school, Ids.next())).keySet()).containsExactly(school);
        assertThat(organisations.byIds(List.of())).isEmpty();
        assertThat(organisations.find(school).orElseThrow().area()).isEqualTo("RURAL");
        assertThat(organisations.find(Ids.next())).isEmpty();
        assertThat(organisations.district().code()).isEqualTo("120118");
    }

    @Test
    void aCollectivesSystemActsForTheCollective() {
        assertThat(organisations.collectiveOfClient(clientId("client-jt10"))).contains(unitId("JT10"));
        assertThat(organisations.collectiveOfClient(clientId("client-jhs-042"))).isEmpty();
    }

    @Test
    void appointmentsNameSubjectsAndStages() {
        UUID expert = personId("E-SX-PRIMARY-01");

        assertThat(people.appointments(expert))
                .containsExactly(new Appointment(Role.EXPERT, unitId("120118"), Set.of("SX"), Set.of("PRIMARY")));
    }

    @Test
    void aStarInTheSeedsMeansAllSubjects() {
        assertThat(people.appointments(personId("D-01")))
                .containsExactly(new Appointment(Role.DISTRICT_STEWARD, unitId("120118"), Set.of(), Set.of()));
    }

    @Test
    void personsAreFoundByIdAndUnknownOnesLeftOut() {
        UUID teacher = personId("T-JHS-042-01");

        var found = people.byIds(List.of(teacher, Ids.next()));

        assertThat(found.keySet()).containsExactly(teacher);
        assertThat(found.get(teacher).code()).isEqualTo("T-JHS-042-01");
        assertThat(found.get(teacher).schoolId()).isEqualTo(unitId("JHS-042"));
    }

    private UUID unitId(String code) {
        return id("select id from organisation.unit where code = :code", code);
    }

    private UUID personId(String code) {
        return id("select id from organisation.person where code = :code", code);
    }

    private UUID clientId(String code) {
        return id("select id from organisation.api_client where code = :code", code);
    }

    private UUID id(String sql, String code) {
        return jdbc.sql(sql).param("code", code).query(UUID.class).single();
    }
}

package org.coursewarecommons.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Which scopes a grant gives and where callers stand. */
@IntegrationTest
class VisibilityIT {

    private final Visibility visibility;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final UUID school;
    private final UUID collective;

    VisibilityIT(
            @Autowired Visibility visibility,
            @Autowired TransactionTemplate transaction,
            @Autowired JdbcClient jdbc,
            @Autowired Organisations organisations) {
        this.visibility = visibility;
        this.transaction = transaction;
        this.jdbc = jdbc;
        school = unit("JHS-005");
        collective = organisations.collectivesOf(school).iterator().next();
    }

    @Test
    void aTeacherStandsInTheirSchoolItsCollectivesTheDistrictAndTheWorld() {
        assertThat(visibility.scopesOf(actor(school)))
                .containsExactlyInAnyOrder("school:" + school, "collective:" + collective, "district", "public");
    }

    @Test
    void staffOfTheDistrictStandInNoSchool() {
        assertThat(visibility.scopesOf(actor(null))).containsExactlyInAnyOrder("district", "public");
    }

    @Test
    void aSystemOfACollectiveStandsInIt() {
        assertThat(visibility.scopesOf(client("client-jt10")))
                .containsExactlyInAnyOrder("collective:" + unit("JT10"), "district", "public");
    }

    @Test
    void aSystemFromOutsideTheDistrictGetsWhatIsPublic() {
        assertThat(visibility.scopesOf(client("client-city"))).containsExactly("public");
    }

    @Test
    void eachLevelOpensItsScopes() {
        assertThat(granted(TargetScope.Level.SCHOOL)).containsExactly("school:" + school);
        assertThat(granted(TargetScope.Level.COLLECTIVE))
                .containsExactlyInAnyOrder("school:" + school, "collective:" + collective);
        assertThat(granted(TargetScope.Level.DISTRICT)).containsExactly("district");
        assertThat(granted(TargetScope.Level.PUBLIC)).containsExactlyInAnyOrder("public", "district");
    }

    @Test
    void aCollectiveOfOthersOpensNothing() {
        assertThat(granted(TargetScope.Level.COLLECTIVE, UUID.randomUUID())).containsExactly("school:" + school);
        assertThat(granted(TargetScope.Level.COLLECTIVE, collective, UUID.randomUUID()))
                .containsExactlyInAnyOrder("school:" + school, "collective:" + collective);
    }

    @Test
    void aGrantReplacesWhatWasBefore() {
        UUID resource = UUID.randomUUID();
        grant(resource, new TargetScope(TargetScope.Level.PUBLIC, List.of()));
        grant(resource, new TargetScope(TargetScope.Level.SCHOOL, List.of()));

        assertThat(visibility.scopesOf(List.of(resource)).get(resource)).containsExactly("school:" + school);
    }

    @Test
    void aGrantNeedsTheTransactionOfTheDecision() {
        TargetScope scope = new TargetScope(TargetScope.Level.SCHOOL, List.of());

        assertThatThrownBy(() -> visibility.grant(UUID.randomUUID(), school, scope))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private Set<String> granted(TargetScope.Level level, UUID... collectives) {
        UUID resource = UUID.randomUUID();
        grant(resource, new TargetScope(level, List.of(collectives)));
        return visibility.scopesOf(List.of(resource)).get(resource);
    }

    private void grant(UUID resource, TargetScope scope) {
        transaction.executeWithoutResult(status -> visibility.grant(resource, school, scope));
    }

    private static Actor actor(UUID schoolId) {
        return new Actor(UUID.randomUUID(), "issuer", "subject", "教师", schoolId, Set.of());
    }

    private UUID unit(String code) {
        return jdbc.sql("select id from organisation.unit where code = ?")
                .param(code)
                .query(UUID.class)
                .single();
    }

    private Actor client(String clientId) {
        UUID id = jdbc.sql("select id from organisation.api_client where client_id = ?")
                .param(clientId)
                .query(UUID.class)
                .single();
        return new Actor(id, "issuer", clientId, clientId, null, Set.of(Role.SCHOOL_CLIENT));
    }
}

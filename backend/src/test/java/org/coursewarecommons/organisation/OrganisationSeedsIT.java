package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coursewarecommons.IntegrationTest;
import org.coursewarecommons.identity.spi.PersonDirectory;
import org.coursewarecommons.shared.SeedFiles;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The seeds were loaded at the start; each test's second load is rolled back. */
@IntegrationTest
@Transactional
class OrganisationSeedsIT {

    private static final List<String> TABLES =
            List.of("unit", "membership", "pairing", "person", "api_client", "appointment");

    @Autowired
    OrganisationSeeds seeds;

    @Autowired
    SeedFiles files;

    @Autowired
    SeedCodes codes;

    @Autowired
    PersonDirectory directory;

    @Autowired
    NamedParameterJdbcOperations batches;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Value("${courseware.security.issuer}")
    String issuer;

    @Test
    void anUnchangedFileIsNotLoadedAgain() {
        jdbc.sql("update organisation.person set name = 'changed by hand' where code = 'D-01'")
                .update();

        seeds.load();

        assertThat(directory.find(issuer, "D-01").orElseThrow().name()).isEqualTo("changed by hand");
    }

    @Test
    void aSecondLoadOfEveryFileChangesNothing() {
        Map<String, List<String>> before = rows();
        jdbc.sql("delete from shared.seed_file where path like 'organisations/%'")
                .update();

        seeds.load();

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aChangedUnitGetsANewRevisionAndKeepsItsId() {
        jdbc.sql("update organisation.unit set name = 'an older name' where code = 'JHS-042'")
                .update();
        Map<String, Object> before = unit();
        jdbc.sql("delete from shared.seed_file where path = 'organisations/schools.csv'")
                .update();

        seeds.load();

        assertThat(unit().get("id")).isEqualTo(before.get("id"));
        assertThat(unit().get("name")).isEqualTo("独流晨曦小学(示例)");
        assertThat(unit().get("revision")).isEqualTo((Long) before.get("revision") + 1);
    }

    @Test
    void personsAndClientsMoveWithTheirIssuer() {
        PersonDirectory.Known person = directory.find(issuer, "D-01").orElseThrow();
        PersonDirectory.Known client = directory.find(issuer, "client-jhs-042").orElseThrow();
        String moved = "http://127.0.0.1:1/moved";

        new OrganisationSeeds(files, codes, batches, transaction, moved).load();

        assertThat(directory.find(moved, "D-01")).contains(person);
        assertThat(directory.find(moved, "client-jhs-042")).contains(client);
        assertThat(directory.find(issuer, "D-01")).isEmpty();
    }

    private Map<String, Object> unit() {
        return jdbc.sql("select id, name, revision from organisation.unit where code = 'JHS-042'")
                .query()
                .singleRow();
    }

    private Map<String, List<String>> rows() {
        return TABLES.stream().collect(Collectors.toMap(table -> table, table -> jdbc.sql(
                        "select cast(t as text) from organisation." + table + " t order by 1")
                .query(String.class)
                .list()));
    }
}

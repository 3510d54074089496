package org.coursewarecommons.organisation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.SeedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the district from {@code organisations/*.csv} before the first request: inserts or updates by code and never
 * deletes, so ids stay; the files end a membership, pairing or appointment by its {@code until} day.
 */
@Component
class OrganisationSeeds implements SmartInitializingSingleton {

    private static final String VERSION = "1";

    private final SeedFiles seeds;
    private final SeedCodes codes;
    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final String issuer;

    OrganisationSeeds(
            SeedFiles seeds,
            SeedCodes codes,
            NamedParameterJdbcOperations jdbc,
            TransactionTemplate transaction,
            @Value("${courseware.security.issuer}") String issuer) {
        this.seeds = seeds;
        this.codes = codes;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.issuer = issuer;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> load());
    }

    /** In the order in which the files refer to each other. */
    void load() {
        // Persons are known under one issuer: when its address changes, they move with it instead of doubling.
        String issuerVersion = VERSION + " " + issuer;
        read("district", VERSION, OrganisationSql.DISTRICT, () -> this::district);
        read("towns", VERSION, OrganisationSql.TOWN, () -> town(codes.units("DISTRICT")));
        read("schools", VERSION, OrganisationSql.SCHOOL, () -> school(codes.units("TOWN")));
        read("collectives", VERSION, OrganisationSql.COLLECTIVE, () -> this::collective);
        read("memberships", VERSION, OrganisationSql.MEMBERSHIP, () -> membership(codes.units()));
        read("pairings", VERSION, OrganisationSql.PAIRING, () -> pairing(codes.units()));
        read("persons", issuerVersion, OrganisationSql.PERSON, () -> person(codes.units()));
        read("clients", issuerVersion, OrganisationSql.CLIENT, () -> client(codes.units()));
        read("appointments", VERSION, OrganisationSql.APPOINTMENT, () -> appointment(codes.units(), codes.persons()));
    }

    /** @param row made only when the file is loaded, because it may need the codes known so far */
    private void read(
            String file, String version, String sql, Supplier<Function<CSVRecord, MapSqlParameterSource>> row) {
        seeds.read("organisations/" + file + ".csv", version, records -> {
            Function<CSVRecord, MapSqlParameterSource> parameters = row.get();
            SqlParameterSource[] batch = records.stream()
                    .map(record -> parameters.apply(record).addValue("id", Ids.next()))
                    .toArray(SqlParameterSource[]::new);
            jdbc.batchUpdate(sql, batch);
        });
    }

    private MapSqlParameterSource district(CSVRecord record) {
        return fields(record, "code", "name");
    }

    private Function<CSVRecord, MapSqlParameterSource> town(Map<String, UUID> districts) {
        List<UUID> parents = List.copyOf(districts.values());
        if (parents.size() != 1) {
            throw new IllegalStateException("towns need exactly one district, found " + districts.keySet());
        }
        return record -> fields(record, "code", "name", "kind").addValue("parent", parents.get(0));
    }

    private Function<CSVRecord, MapSqlParameterSource> school(Map<String, UUID> towns) {
        return record -> fields(record, "code", "name", "kind", "cls", "students", "teachers", "tier", "pilot")
                .addValue("parent", SeedCodes.required(towns, record, "town_code"));
    }

    private MapSqlParameterSource collective(CSVRecord record) {
        return fields(record, "code", "kind", "name");
    }

    private Function<CSVRecord, MapSqlParameterSource> membership(Map<String, UUID> units) {
        return record -> fields(record, "role", "from", "until")
                .addValue("collective", SeedCodes.required(units, record, "collective"))
                .addValue("school", SeedCodes.required(units, record, "school_code"));
    }

    private Function<CSVRecord, MapSqlParameterSource> pairing(Map<String, UUID> units) {
        return record -> fields(record, "subject", "mode", "from", "until")
                .addValue("lead", SeedCodes.required(units, record, "lead_school"))
                .addValue("aided", SeedCodes.required(units, record, "aided_school"))
                .addValue("collective", SeedCodes.optional(units, record, "collective"));
    }

    private Function<CSVRecord, MapSqlParameterSource> person(Map<String, UUID> units) {
        return record -> fields(record, "code", "name")
                .addValue("issuer", issuer)
                .addValue("school", SeedCodes.optional(units, record, "school_code"));
    }

    private Function<CSVRecord, MapSqlParameterSource> client(Map<String, UUID> units) {
        return record -> fields(record, "client_id", "name")
                .addValue("issuer", issuer)
                .addValue("school", SeedCodes.optional(units, record, "school_code"))
                .addValue("collective", SeedCodes.optional(units, record, "collective"));
    }

    private Function<CSVRecord, MapSqlParameterSource> appointment(Map<String, UUID> units, Map<String, UUID> persons) {
        return record -> fields(record, "role", "from", "until")
                .addValue("person", SeedCodes.required(persons, record, "person_code"))
                .addValue("organisation", SeedCodes.optional(units, record, "org_code"))
                .addValue("subjects", list(record.get("subjects")))
                .addValue("stages", list(record.get("stages")))
                .addValue("formats", list(record.get("formats")));
    }

    private static MapSqlParameterSource fields(CSVRecord record, String... names) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        for (String name : names) {
            parameters.addValue(name, record.get(name));
        }
        return parameters;
    }

    /** Codes with bars between them; a star, like nothing, stands for all and is stored as an empty array. */
    private static String list(@Nullable String codes) {
        return codes == null || codes.equals("*") ? "" : codes;
    }
}

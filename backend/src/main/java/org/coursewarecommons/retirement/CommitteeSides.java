package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.SeedFiles;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * For whom the members of the committee sit: subject experts, front-line teachers, technicians. Kept by the person's
 * code, so that it may be loaded before the persons are.
 */
@Repository
class CommitteeSides implements SmartInitializingSingleton {

    private static final String VERSION = "1";

    private final JdbcClient jdbc;
    private final SeedFiles seeds;
    private final People people;

    CommitteeSides(JdbcClient jdbc, SeedFiles seeds, People people) {
        this.jdbc = jdbc;
        this.seeds = seeds;
        this.people = people;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seeds.read(
                "organisations/committee.csv",
                VERSION,
                records -> records.forEach(record -> put(record.get("person_code"), record.get("side"))));
    }

    /** EXPERT, TEACHER or TECHNICIAN. */
    Optional<String> of(UUID personId) {
        return Optional.ofNullable(people.byIds(List.of(personId)).get(personId))
                .flatMap(
                        person -> Optional.ofNullable(of(List.of(person.code())).get(person.code())));
    }

    /** By the persons' codes. */
    Map<String, String> of(List<String> codes) {
        record Row(String personCode, String side) {}
        return jdbc
                .sql("select person_code, side from retirement.committee_side where person_code = any(?)")
                .param(codes.toArray(String[]::new))
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Row::personCode, Row::side));
    }

    void put(String personCode, String side) {
        jdbc.sql(
                        """
                        insert into retirement.committee_side (person_code, side) values (:person, :side)
                        on conflict (person_code) do update set side = excluded.side
                        """)
                .param("person", personCode)
                .param("side", side)
                .update();
    }
}

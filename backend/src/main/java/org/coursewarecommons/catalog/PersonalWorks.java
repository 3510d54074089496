package org.coursewarecommons.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Published works stay, with the name their author gave them (the right to be named); the link to the person goes. */
@Component
class PersonalWorks implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "resources",
            """
            select r.id, r.created_at, v.state, v.major, v.minor, v.metadata ->> 'title' as title
              from catalog.resource r join catalog.version v on v.resource_id = r.id
             where r.owner_id = :id order by r.id, v.major, v.minor
            """,
            "namedAsContributor",
            """
            select v.resource_id, v.metadata ->> 'title' as title from catalog.version v
             where v.metadata -> 'contributors' @> jsonb_build_array(jsonb_build_object('personId', cast(:id as text)))
            """);

    private static final Map<String, String> OPEN = Map.of(
            "draftsAndSubmissions",
            """
            select count(*) from catalog.resource r join catalog.version v on v.resource_id = r.id
             where r.owner_id = :id
               and v.state in ('DRAFT', 'QUARANTINED', 'SUBMITTED', 'REVISION_REQUESTED')
            """);

    private static final List<String> FORGET = List.of(
            """
            update catalog.version set metadata = jsonb_set(metadata, '{contributors}', (
                       select jsonb_agg(case when c ->> 'personId' = cast(:id as text)
                                             then c || '{"personId": null}'::jsonb else c end)
                         from jsonb_array_elements(metadata -> 'contributors') c))
             where metadata -> 'contributors' @> jsonb_build_array(jsonb_build_object('personId', cast(:id as text)))
            """);

    private final JdbcClient jdbc;

    PersonalWorks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public Map<String, Long> unsettled(UUID personId) {
        return PersonRows.count(jdbc, personId, OPEN);
    }

    @Override
    public void erase(UUID personId) {
        PersonRows.change(jdbc, personId, FORGET);
    }
}

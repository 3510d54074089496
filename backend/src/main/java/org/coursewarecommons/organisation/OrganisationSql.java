package org.coursewarecommons.organisation;

/** The statements of the seed load: each inserts a row or updates the one with the same code, when it differs. */
final class OrganisationSql {

    private static final String UNIT_EXISTS =
            """
             on conflict (kind, code) do update
                set name = excluded.name, parent_id = excluded.parent_id, area = excluded.area,
                    properties = excluded.properties, revision = unit.revision + 1
              where (unit.name, unit.parent_id, unit.area, unit.properties)
                    is distinct from (excluded.name, excluded.parent_id, excluded.area, excluded.properties)
            """;

    static final String DISTRICT =
            "insert into organisation.unit (id, kind, code, name) values (:id, 'DISTRICT', :code, :name)" + UNIT_EXISTS;

    static final String TOWN =
            """
            insert into organisation.unit (id, kind, code, name, parent_id, properties)
            values (:id, 'TOWN', :code, :name, :parent, jsonb_build_object('type', cast(:kind as text)))
            """
                    + UNIT_EXISTS;

    static final String SCHOOL =
            """
            insert into organisation.unit (id, kind, code, name, parent_id, area, properties)
            values (:id, 'SCHOOL', :code, :name, :parent, :cls,
                    jsonb_build_object('type', cast(:kind as text),
                                       'students', cast(:students as integer),
                                       'teachers', cast(:teachers as integer),
                                       'tier', cast(:tier as text),
                                       'pilot', coalesce(cast(:pilot as text), 'N') = 'Y'))
            """
                    + UNIT_EXISTS;

    static final String COLLECTIVE =
            "insert into organisation.unit (id, kind, code, name) values (:id, :kind, :code, :name)" + UNIT_EXISTS;

    static final String MEMBERSHIP =
            """
            insert into organisation.membership (collective_id, school_id, role, valid_from, valid_until)
            values (:collective, :school, :role, cast(:from as date), cast(:until as date))
            on conflict (collective_id, school_id, valid_from) do update
               set role = excluded.role, valid_until = excluded.valid_until
            """;

    static final String PAIRING =
            """
            insert into organisation.pairing
                   (id, lead_school_id, aided_school_id, collective_id, subject, mode, valid_from, valid_until)
            values (:id, :lead, :aided, :collective, :subject, :mode, cast(:from as date), cast(:until as date))
            on conflict (lead_school_id, aided_school_id, subject, valid_from) do update
               set collective_id = excluded.collective_id, mode = excluded.mode, valid_until = excluded.valid_until
            """;

    static final String PERSON =
            """
            insert into organisation.person (id, issuer, subject, code, name, school_id)
            values (:id, :issuer, :code, :code, :name, :school)
            on conflict (code) do update
               set issuer = excluded.issuer, subject = excluded.subject, name = excluded.name,
                   school_id = excluded.school_id
            """;

    static final String CLIENT =
            """
            insert into organisation.api_client (id, issuer, client_id, code, name, school_id, collective_id)
            values (:id, :issuer, :client_id, :client_id, :name, :school, :collective)
            on conflict (code) do update
               set issuer = excluded.issuer, client_id = excluded.client_id, name = excluded.name,
                   school_id = excluded.school_id, collective_id = excluded.collective_id
            """;

    static final String APPOINTMENT =
            """
            insert into organisation.appointment
                   (id, person_id, role, organisation_id, subjects, stages, formats, valid_from, valid_until)
            values (:id, :person, :role, :organisation, string_to_array(:subjects, '|'), string_to_array(:stages, '|'),
                    string_to_array(:formats, '|'), cast(:from as date), cast(:until as date))
            on conflict (person_id, role, organisation_id, subjects, stages, formats, valid_from) do update
               set valid_until = excluded.valid_until
            """;

    private OrganisationSql() {}
}

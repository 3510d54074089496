-- The structure can be edited by its doors: classes, closed units, who entered what and why it ended.
alter table organisation.unit drop constraint unit_kind_check;
alter table organisation.unit
    add constraint unit_kind_check check (kind in ('DISTRICT', 'TOWN', 'SCHOOL', 'GROUP', 'ALLIANCE', 'CLASS')),
    -- The first day on which the unit is no more; null while it is.
    add column valid_until date;

-- Lists and imports name units by code alone.
create unique index unit_code_alone on organisation.unit (code);

alter table organisation.membership
    add column entered_by uuid references organisation.person,
    add column end_reason text;

alter table organisation.pairing
    add column entered_by uuid references organisation.person,
    add column end_reason text,
    add column revision   bigint not null default 1;

create index pairing_lead on organisation.pairing (lead_school_id);

-- Lists of units, memberships and pairings that were read in, with what became of each row.
create table organisation.structure_import (
    id         uuid        primary key,
    kind       text        not null,
    entered_by uuid        not null,
    at         timestamptz not null,
    created    integer     not null,
    updated    integer     not null,
    unchanged  integer     not null,
    refused    integer     not null
);

create table organisation.structure_import_row (
    import_id uuid    not null references organisation.structure_import,
    number    integer not null,
    key       text    not null,
    result    text    not null check (result in ('CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED')),
    field     text,
    code      text,
    arguments text[]  not null default '{}',
    primary key (import_id, number)
);

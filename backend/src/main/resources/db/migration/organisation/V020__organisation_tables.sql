create schema organisation;

-- Districts, towns, schools, groups, alliances. "revision" grows with each change and is the entity tag.
create table organisation.unit (
    id         uuid   primary key,
    kind       text   not null check (kind in ('DISTRICT', 'TOWN', 'SCHOOL', 'GROUP', 'ALLIANCE')),
    code       text   collate "C" not null,
    name       text   not null,
    parent_id  uuid   references organisation.unit,
    area       text   check (area in ('URBAN', 'TOWN', 'RURAL')),
    properties jsonb  not null default '{}',
    revision   bigint not null default 1,
    unique (kind, code)
);

create index unit_code on organisation.unit (code, id);
create index unit_parent on organisation.unit (parent_id, code, id);

-- Everything below that has a time is valid from the day "valid_from" on, until the day before "valid_until".
create table organisation.membership (
    collective_id uuid not null references organisation.unit,
    school_id     uuid not null references organisation.unit,
    role          text not null check (role in ('LEAD', 'MEMBER')),
    valid_from    date not null,
    valid_until   date check (valid_until >= valid_from),
    primary key (collective_id, school_id, valid_from)
);

create index membership_school on organisation.membership (school_id);

create table organisation.pairing (
    id              uuid primary key,
    lead_school_id  uuid not null references organisation.unit,
    aided_school_id uuid not null references organisation.unit,
    collective_id   uuid references organisation.unit,
    subject         text,
    mode            text not null,
    valid_from      date not null,
    valid_until     date check (valid_until >= valid_from),
    check (lead_school_id <> aided_school_id),
    unique nulls not distinct (lead_school_id, aided_school_id, subject, valid_from)
);

create index pairing_aided on organisation.pairing (aided_school_id);
create index pairing_collective on organisation.pairing (collective_id);

-- "code" is the district's own number of a person and outlives a change of the issuer.
create table organisation.person (
    id        uuid primary key,
    issuer    text not null,
    subject   text not null,
    code      text collate "C" not null unique,
    name      text not null,
    school_id uuid references organisation.unit,
    unique (issuer, subject)
);

create index person_school on organisation.person (school_id);

-- Schools' and collectives' own systems.
create table organisation.api_client (
    id            uuid primary key,
    issuer        text not null,
    client_id     text not null,
    code          text collate "C" not null unique,
    name          text not null,
    school_id     uuid references organisation.unit,
    collective_id uuid references organisation.unit,
    check (school_id is null or collective_id is null),
    unique (issuer, client_id)
);

-- An empty array of subjects, stages or formats means all of them.
create table organisation.appointment (
    id              uuid   primary key,
    person_id       uuid   not null references organisation.person,
    role            text   not null check (role <> 'SCHOOL_CLIENT'),
    organisation_id uuid   references organisation.unit,
    subjects        text[] not null default '{}',
    stages          text[] not null default '{}',
    formats         text[] not null default '{}',
    valid_from      date   not null,
    valid_until     date   check (valid_until >= valid_from),
    unique nulls not distinct (person_id, role, organisation_id, subjects, stages, formats, valid_from)
);

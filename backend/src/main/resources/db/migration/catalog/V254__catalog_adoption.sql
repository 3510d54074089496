-- What the district no longer adopts: a book, all books of an edition, or a standard. The lists themselves come from the
-- seeds and say only what was planned.
create table catalog.adoption_end (
    id         uuid        primary key,
    taxonomy   text        not null check (taxonomy in ('textbooks', 'editions', 'standards')),
    code       text        not null,
    -- The last day on which it is adopted.
    last_day   date        not null,
    reason     text        not null,
    ended_by   uuid        not null,
    ended_at   timestamptz not null,
    -- Adopted again after all.
    revoked_by uuid,
    revoked_at timestamptz
);

create unique index adoption_end_standing on catalog.adoption_end (taxonomy, code) where revoked_at is null;

-- Versions that lost their book or standard, and what their owner made of it.
create table catalog.supersession (
    version_id  uuid        primary key references catalog.version (id) on delete cascade,
    resource_id uuid        not null,
    taxonomy    text        not null,
    code        text        not null,
    since       timestamptz not null,
    answer      text        not null check (answer in ('OPEN', 'ARCHIVED', 'REBOUND', 'READOPTED')),
    answered_at timestamptz
);

create index supersession_resource on catalog.supersession (resource_id);
create index version_superseded on catalog.version (resource_id) where state = 'SUPERSEDED';

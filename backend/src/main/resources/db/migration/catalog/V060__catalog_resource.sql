create schema catalog;

-- The code lists, loaded from seeds/taxonomy.
create table catalog.term (
    taxonomy   text    not null,
    code       text    not null,
    ordinal    integer not null,
    name_zh    text    not null,
    name_en    text    not null,
    properties jsonb   not null default '{}',
    primary key (taxonomy, code)
);

create table catalog.resource (
    id         uuid        primary key,
    owner_id   uuid        not null,
    school_id  uuid        not null,
    created_at timestamptz not null
);

create index resource_owner on catalog.resource (owner_id, id);

create table catalog.version (
    id           uuid        primary key,
    resource_id  uuid        not null references catalog.resource (id) on delete cascade,
    major        integer     not null,
    minor        integer     not null,
    kind         text        not null check (kind in ('MAJOR', 'MINOR')),
    changed      text,
    state        text        not null,
    phase        text,
    metadata     jsonb       not null,
    recommended  boolean     not null default false,
    revision     bigint      not null default 1,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    published_at timestamptz,
    unique (resource_id, major, minor)
);

-- One live version, and one on its way, whatever two callers try at the same moment.
create unique index version_live on catalog.version (resource_id) where state = 'PUBLISHED';
create unique index version_in_progress on catalog.version (resource_id)
    where state in ('DRAFT', 'QUARANTINED', 'SUBMITTED', 'REVISION_REQUESTED');

create table catalog.file (
    id         uuid        primary key,
    version_id uuid        not null references catalog.version (id) on delete cascade,
    position   integer     not null,
    name       text        not null,
    role       text        not null,
    media_type text        not null,
    size       bigint      not null check (size > 0),
    sha256     text        not null,
    created_at timestamptz not null
);

create index file_version on catalog.file (version_id, position);
create index file_sha256 on catalog.file (sha256);

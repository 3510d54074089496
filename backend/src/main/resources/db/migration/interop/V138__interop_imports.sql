create schema interop;

-- What somebody brought as one zip.
create table interop.import_job (
    id            uuid        primary key,
    owner_id      uuid        not null,
    school_id     uuid,
    -- What the owner could do when they brought it.
    roles         text[]      not null,
    mode          text        not null check (mode in ('NORMAL', 'HISTORIC')),
    dry_run       boolean     not null,
    name          text        not null,
    sha256        text        not null,
    size          bigint      not null,
    state         text        not null check (state in ('PENDING', 'RUNNING', 'DONE', 'FAILED')),
    -- The manifest's rows are in the ledger.
    staged        boolean     not null default false,
    faults        jsonb       not null default '[]',
    -- Takes without a row done between them.
    attempts      integer     not null default 0,
    claim         uuid,
    claimed_until timestamptz,
    created_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    check ((finished_at is not null) = (state in ('DONE', 'FAILED')))
);

create index import_job_owner on interop.import_job (owner_id, id);
create index import_job_unfinished on interop.import_job (created_at) where state in ('PENDING', 'RUNNING');

-- The ledger: a row of the manifest each, with what became of it.
create table interop.import_row (
    job_id       uuid        not null references interop.import_job,
    -- As a spreadsheet counts: the header is 1.
    number       integer     not null,
    external_key text        not null,
    cells        jsonb       not null,
    state        text        not null check (state in ('PENDING', 'VALID', 'DONE', 'FAILED', 'SKIPPED')),
    outcome      text,
    faults       jsonb       not null default '[]',
    notes        jsonb       not null default '[]',
    resource_id  uuid,
    version_id   uuid,
    finished_at  timestamptz,
    primary key (job_id, number)
);

create index import_row_state on interop.import_row (job_id, state);

-- The depositor's own name of a resource: a second import of it finds the first.
create table interop.external_key (
    owner_id    uuid not null,
    key         text not null,
    resource_id uuid not null,
    primary key (owner_id, key)
);

create index external_key_resource on interop.external_key (resource_id);

-- What a historic import said of a version and our own state can't hold.
create table interop.legacy (
    version_id uuid  primary key,
    job_id     uuid  not null,
    facts      jsonb not null
);

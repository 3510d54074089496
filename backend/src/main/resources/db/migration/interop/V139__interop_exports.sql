-- What somebody asked to have as one zip.
create table interop.export_job (
    id            uuid        primary key,
    owner_id      uuid        not null,
    school_id     uuid,
    -- What the owner could do when they asked.
    roles         text[]      not null,
    selection     text        not null check (selection in ('OWN', 'SCHOOL', 'DISTRICT', 'CHOSEN')),
    resource_ids  uuid[]      not null,
    state         text        not null check (state in ('PENDING', 'RUNNING', 'DONE', 'FAILED')),
    resources     integer     not null default 0,
    versions      integer     not null default 0,
    -- Files that the owner may not have, or not now.
    left_out      integer     not null default 0,
    sha256        text,
    size          bigint,
    faults        jsonb       not null default '[]',
    attempts      integer     not null default 0,
    claim         uuid,
    claimed_until timestamptz,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    expires_at    timestamptz,
    check ((finished_at is not null) = (state in ('DONE', 'FAILED'))),
    check ((sha256 is not null) = (state = 'DONE'))
);

create index export_job_unfinished on interop.export_job (created_at) where state in ('PENDING', 'RUNNING');

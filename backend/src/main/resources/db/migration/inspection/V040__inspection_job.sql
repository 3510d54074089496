create schema inspection;

-- One row a file: first the request, then the result, for good.
create table inspection.job (
    file_id       uuid        not null primary key,
    sha256        text        not null,
    name          text        not null,
    state         text        not null check (state in ('PENDING', 'PASSED', 'REVIEW', 'FAILED', 'QUARANTINED')),
    media_type    text,
    findings      jsonb       not null default '[]',
    text          text,
    attempts      integer     not null default 0,
    claimed_until timestamptz,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    check ((state = 'PENDING') = (finished_at is null))
);

create index job_pending on inspection.job (created_at) where state = 'PENDING';

-- What is known of a blob's bytes since they were last read.
alter table storage.blob
    add column checked_at    timestamptz,
    add column state         text not null default 'OK' check (state in ('OK', 'CORRUPT', 'MISSING')),
    -- Somebody is reading it; nobody else need do so until then.
    add column claimed_until timestamptz;

update storage.blob set checked_at = created_at;

alter table storage.blob alter column checked_at set not null;

create index blob_checked on storage.blob (checked_at);

-- Damage that was found. At most one open at a time for the same bytes.
create table storage.incident (
    id          uuid        not null primary key,
    sha256      text        not null references storage.blob (sha256),
    kind        text        not null check (kind in ('CORRUPT', 'MISSING')),
    found_at    timestamptz not null,
    resolved_at timestamptz
);

create unique index incident_open on storage.incident (sha256) where resolved_at is null;

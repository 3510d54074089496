create schema storage;

-- Bytes in the object store under their own hash. Written after the object, so that a row always has bytes.
create table storage.blob (
    sha256     text        not null primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint      not null check (size > 0),
    created_at timestamptz not null
);

create table storage.upload_session (
    id              uuid        not null primary key,
    owner_id        uuid        not null,
    name            text        not null,
    size            bigint      not null check (size > 0),
    media_type      text        not null,
    declared_sha256 text,
    s3_upload_id    text        not null,
    part_size       bigint      not null,
    state           text        not null check (state in ('OPEN', 'COMPLETING', 'DONE', 'ABORTED')),
    sha256          text references storage.blob (sha256),
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    expires_at      timestamptz not null,
    -- Nothing of it lies under incoming/ any more.
    cleared         boolean     not null default false,
    revision        bigint      not null default 0,
    check ((state = 'DONE') = (sha256 is not null))
);

create index upload_session_unfinished on storage.upload_session (expires_at) where not cleared;

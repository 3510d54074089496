-- Why a session was given up by the server: a problem code.
alter table storage.upload_session add column failure text;

-- The bytes of a session that come in one stream. Until somebody sends that way there is no row.
create table storage.tus_upload (
    upload_id   uuid        not null primary key references storage.upload_session (id),
    -- How many bytes from the start lie in the store. It never runs ahead of them.
    received    bigint      not null check (received >= 0),
    -- Who is sending now. One at a time; who was silent for too long can be displaced.
    writer      uuid,
    writer_seen timestamptz,
    check ((writer is null) = (writer_seen is null))
);

-- Whole parts that came that way.
create table storage.tus_part (
    upload_id uuid not null references storage.tus_upload (upload_id),
    number    int  not null check (number between 1 and 10000),
    etag      text not null,
    primary key (upload_id, number)
);

-- What has arrived of the part that isn't whole yet, in pieces: the store takes no parts below 5 MiB. Objects of their
-- own, so that the database carries no files.
create table storage.tus_tail (
    id        uuid   not null primary key,
    upload_id uuid   not null references storage.tus_upload (upload_id),
    start     bigint not null,
    size      bigint not null check (size > 0),
    md5       text   not null
);

create index tus_tail_upload on storage.tus_tail (upload_id);

-- An object without a row is taken away under a row of this state: who stores the same bytes meanwhile sees it and waits.
alter table storage.blob drop constraint blob_state_check;
alter table storage.blob
    add constraint blob_state_check check (state in ('OK', 'CORRUPT', 'MISSING', 'REMOVING'));

-- How the store and these tables agreed when they were last compared as a whole; at most one row.
create table storage.sweep (
    one        boolean     not null primary key default true check (one),
    swept_at   timestamptz not null,
    objects    bigint      not null,
    -- Objects that nobody knew and that were taken away, and those that could not be.
    removed    bigint      not null,
    orphans    bigint      not null,
    -- Rows whose object was not listed; the check of their bytes has the last word.
    suspects   bigint      not null
);

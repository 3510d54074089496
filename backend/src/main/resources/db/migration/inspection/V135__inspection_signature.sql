-- MinHash of a file's text. Texts that are much alike have a band in common, so the twins of a text are an index look-up
-- away, however many texts there are.
create table inspection.signature (
    file_id  uuid     not null primary key references inspection.job (file_id) on delete cascade,
    minimums bytea    not null,
    bands    bigint[] not null
);

-- Without a list of pending entries, which every look-up would have to read to its end.
create index signature_bands on inspection.signature using gin (bands) with (fastupdate = off);

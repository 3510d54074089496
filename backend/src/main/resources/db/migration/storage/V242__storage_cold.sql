-- Bytes of what was retired: kept, but nobody reads them until they come back. Purged ones are gone for good; the row
-- stays where deposits still name it.
alter table storage.blob add column cold_since timestamptz;
alter table storage.blob drop constraint blob_state_check;
alter table storage.blob
    add constraint blob_state_check check (state in ('OK', 'CORRUPT', 'MISSING', 'REMOVING', 'PURGED'));

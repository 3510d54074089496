-- Where the bytes lie when their hash was not known yet as they were sent there; null for the key made of the hash. In the
-- order of bytes, as stores list keys.
alter table storage.blob add column object_key text collate "C";

create unique index blob_object_key on storage.blob (object_key) where object_key is not null;

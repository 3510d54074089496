-- A deposit counts as long as something of its person needs the bytes. Until it has been looked at, once its upload
-- session can no longer be attached, it may be one that nothing ever needed.
alter table storage.deposit add column settled boolean not null default false;

create index deposit_unsettled on storage.deposit (at) where not settled;

-- Whether a finished session still keeps its bytes counted.
create index upload_session_done on storage.upload_session (owner_id, sha256) where state = 'DONE';

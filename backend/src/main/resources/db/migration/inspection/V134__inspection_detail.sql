-- What is known of a file besides its check's findings. Made again by the back-fill when the program that makes it has
-- a newer version than "made_by".
create table inspection.detail (
    file_id         uuid        not null primary key references inspection.job (file_id) on delete cascade,
    virus_scan      text        not null
                    check (virus_scan in ('NOT_SCANNED', 'CLEAN', 'FOUND', 'TOO_LARGE', 'UNREACHABLE')),
    virus_detail    text,
    preview         text        not null check (preview in ('NONE', 'PAGES', 'PICTURE', 'POSTER', 'TEXT')),
    preview_note    text,
    duration_millis bigint,
    contents        jsonb,
    -- The bytes as deposited, when a copy without a photograph's place has taken over.
    original_sha256 text,
    made_by         integer     not null,
    -- Somebody makes it again; nobody else need do so until then.
    claimed_until   timestamptz,
    attempts        integer     not null default 0
);

create index detail_made_by on inspection.detail (made_by, file_id);

-- Files that were checked before this table was there: the back-fill takes them up.
insert into inspection.detail (file_id, virus_scan, preview, made_by)
select job.file_id, 'NOT_SCANNED',
       case when exists (select 1 from inspection.preview where preview.file_id = job.file_id) then 'PAGES'
            when job.text is not null then 'TEXT'
            else 'NONE' end,
       0
  from inspection.job
 where job.state <> 'PENDING';

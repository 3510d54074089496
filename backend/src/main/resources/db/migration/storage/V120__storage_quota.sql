-- Who brought which bytes. The same bytes of the same person count once.
create table storage.deposit (
    owner_id  uuid        not null,
    -- Null for staff of the district.
    school_id uuid,
    sha256    text        not null references storage.blob (sha256),
    size      bigint      not null check (size > 0),
    at        timestamptz not null,
    primary key (owner_id, sha256)
);

-- The sum of the deposits of a person or a school: kept, so that asking costs the same however many there are. Its row
-- is also the lock under which room is given out.
create table storage.usage (
    holder_id uuid   not null primary key,
    deposited bigint not null default 0 check (deposited >= 0)
);

-- Room promised to an upload that has not ended: of a session under the session's id, or of a small file.
create table storage.reservation (
    id         uuid        not null primary key,
    owner_id   uuid        not null,
    school_id  uuid,
    size       bigint      not null check (size > 0),
    expires_at timestamptz not null
);

create index reservation_owner on storage.reservation (owner_id);
create index reservation_school on storage.reservation (school_id);

alter table storage.upload_session add column school_id uuid;

-- What came before: booked to its person. The school is not known here.
insert into storage.deposit (owner_id, school_id, sha256, size, at)
select distinct on (owner_id, sha256) owner_id, null::uuid, sha256, size, changed_at
  from storage.upload_session
 where state = 'DONE'
 order by owner_id, sha256, changed_at;

insert into storage.usage (holder_id, deposited)
select owner_id, sum(size) from storage.deposit group by owner_id;

insert into storage.reservation (id, owner_id, school_id, size, expires_at)
select id, owner_id, null::uuid, size, expires_at
  from storage.upload_session
 where state in ('OPEN', 'COMPLETING');

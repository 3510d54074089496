-- Since when an error counted as a defect and until when, so that a cycle reads them as of its freeze.
create table usage.defect (
    id           uuid        primary key,
    message_id   uuid        not null references usage.message (id),
    resource_id  uuid        not null,
    confirmed_at timestamptz not null,
    ended_at     timestamptz,
    -- FIXED: mended. NONE: it was none after all.
    outcome      text        check (outcome in ('FIXED', 'NONE')),
    check ((ended_at is null) = (outcome is null))
);

create unique index defect_open on usage.defect (message_id) where ended_at is null;
create index defect_resource on usage.defect (resource_id, confirmed_at);

insert into usage.defect (id, message_id, resource_id, confirmed_at, ended_at, outcome)
select gen_random_uuid(), id, resource_id, coalesce(triaged_at, created_at),
       case when defect = 'FIXED' then coalesce(closed_at, triaged_at, created_at) end,
       case when defect = 'FIXED' then 'FIXED' end
  from usage.message where defect <> 'NONE' and resource_id is not null;

-- Hidden from all but its author: the whole rating, or its words alone.
alter table usage.rating add hidden text check (hidden in ('RATING', 'COMMENT'));

create table usage.moderation (
    id          uuid        primary key,
    rating_id   uuid        not null references usage.rating (id),
    resource_id uuid        not null,
    what        text        not null check (what in ('RATING', 'COMMENT')),
    reason      text        not null,
    hidden_by   uuid        not null,
    hidden_at   timestamptz not null,
    state       text        not null check (state in ('HIDDEN', 'APPEALED', 'UPHELD', 'RESTORED')),
    appeal      text,
    appealed_at timestamptz,
    decided_by  uuid,
    decided_at  timestamptz,
    answer      text
);

-- One rating is hidden once at a time.
create unique index moderation_rating on usage.moderation (rating_id) where state <> 'RESTORED';
create index moderation_state on usage.moderation (state, id);

create schema curation;

-- What people made of a cycle's proposal to recommend a resource.
create table curation.promotion (
    id           uuid             primary key,
    resource_id  uuid             not null,
    cycle_id     uuid             not null,
    term         text             not null,
    effect       double precision not null,
    state        text             not null check (state in ('ACTIVE', 'DECLINED', 'WITHDRAWN', 'ENDED')),
    reason       text             not null,
    decided_by   uuid             not null,
    decided_at   timestamptz      not null,
    -- The mark shows until this day, this day included; null when it was declined.
    until        date,
    ended_by     uuid,
    ended_at     timestamptz,
    end_reason   text,
    -- The request to share it more widely that followed.
    scope_request_id uuid,
    unique (cycle_id, resource_id)
);

create unique index promotion_active on curation.promotion (resource_id) where state = 'ACTIVE';
create index promotion_resource on curation.promotion (resource_id, id);
create index promotion_until on curation.promotion (until) where state = 'ACTIVE';

-- What the district proposes to the city's platform; the city answers by letter, so people write down what it said.
create table curation.city_proposal (
    id           uuid        primary key,
    promotion_id uuid        not null unique references curation.promotion (id),
    resource_id  uuid        not null,
    title        text        not null,
    subject      text,
    stage        text,
    school_id    uuid        not null,
    state        text        not null check (state in ('LISTED', 'SENT', 'ACCEPTED', 'DECLINED')),
    note         text,
    proposed_by  uuid        not null,
    proposed_at  timestamptz not null,
    updated_at   timestamptz not null,
    revision     bigint      not null default 1
);

create index city_proposal_state on curation.city_proposal (state, id);

-- Two resources that read alike become one: a steward proposes, the owner may object, another steward carries it out.
create table curation.merge (
    id          uuid             primary key,
    resource_id uuid             not null,
    -- The one that stays.
    into_id     uuid             not null,
    owner_id    uuid             not null,
    title       text             not null,
    similarity  double precision not null,
    reason      text             not null,
    state       text             not null check (state in ('PROPOSED', 'CONSENTED', 'CONTESTED', 'WITHDRAWN', 'MERGED')),
    proposed_by uuid             not null,
    proposed_at timestamptz      not null,
    -- Silence until then is consent.
    answer_due  timestamptz      not null,
    answered_at timestamptz,
    answer      text,
    executed_by uuid,
    executed_at timestamptz,
    -- As it was when it was merged: who made it and what it was used for stay known.
    credits     jsonb,
    downloads   bigint,
    ratings     bigint,
    check (resource_id <> into_id),
    check (executed_by is null or executed_by <> proposed_by),
    check (state <> 'MERGED' or executed_by is not null)
);

create unique index merge_open on curation.merge (resource_id) where state in ('PROPOSED', 'CONSENTED');
create index merge_into on curation.merge (into_id) where state = 'MERGED';
create index merge_state on curation.merge (state, id);

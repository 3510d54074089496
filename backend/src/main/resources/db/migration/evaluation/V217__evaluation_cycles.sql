create schema evaluation;

-- Every version of the numbers an index was ever made with.
create table evaluation.configuration (
    version    text        primary key,
    parameters jsonb       not null,
    stored_at  timestamptz not null
);

create table evaluation.cycle (
    id           uuid        primary key,
    term         text        not null,
    shadow       boolean     not null,
    state        text        not null
        check (state in ('WAITING', 'CLEANED', 'COMPUTED', 'PUBLISHED', 'SHADOW_READ')),
    -- 1, or 2 once it was restated.
    attempt      integer     not null default 1 check (attempt in (1, 2)),
    configuration text       not null references evaluation.configuration,
    run_id       uuid        not null,
    frozen_on    date        not null,
    started_by   uuid,
    started_at   timestamptz not null,
    computed_at  timestamptz,
    closed_at    timestamptz,
    excluded     jsonb       not null default '{}',
    unique (term, shadow)
);

-- Frozen: what came out, with all that went in.
create table evaluation.result (
    cycle_id    uuid             not null references evaluation.cycle,
    attempt     integer          not null,
    resource_id uuid             not null,
    proposal    text             not null,
    rule_no     integer          not null,
    -- Nominated, but over the limits of the cycle: waits for the next one.
    deferred    boolean          not null,
    -- Null without enough evidence.
    effect      double precision,
    low_streak  integer          not null,
    facts       jsonb            not null,
    explanation jsonb            not null,
    primary key (cycle_id, attempt, resource_id)
);

create index result_resource on evaluation.result (resource_id, cycle_id);
create index result_proposal on evaluation.result (cycle_id, attempt, proposal, resource_id);

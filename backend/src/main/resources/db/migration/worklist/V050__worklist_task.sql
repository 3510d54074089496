create schema worklist;

-- One row for each user task of the engine, written in the engine's transaction.
create table worklist.task (
    id               uuid        primary key,
    engine_task_id   text        not null unique,
    task_key         text        not null,
    kind             text        not null,
    case_id          uuid        not null,
    round            integer     not null,
    resource_id      uuid        not null,
    title            text        not null,
    subject          text        not null,
    stage            text        not null,
    level            text        not null,
    form             text,
    -- Which appointments open the task: ROLE/SUBJECT/STAGE, * for any.
    open_to          text[]      not null,
    -- Only persons who stand in this scope; null for all.
    only_scope       text,
    since            timestamptz not null,
    due              timestamptz,
    holder_id        uuid,
    claimed_at       timestamptz,
    state            text        not null check (state in ('OPEN', 'CLAIMED', 'DECIDED', 'CLOSED')),
    decided_at       timestamptz,
    based_on_task_id uuid        references worklist.task,
    revision         bigint      not null default 1,
    check ((state = 'OPEN') = (holder_id is null) or state = 'CLOSED')
);

-- Nobody speaks twice about the same case in the same round; revising an own decision is another thing.
create unique index task_one_a_person on worklist.task (case_id, round, holder_id)
    where holder_id is not null and based_on_task_id is null and state <> 'CLOSED';
create index task_case on worklist.task (case_id);
create index task_open_to on worklist.task using gin (open_to) where state = 'OPEN';
create index task_order on worklist.task ((coalesce(due, 'infinity')), since, id) where state in ('OPEN', 'CLAIMED');
create index task_holder on worklist.task (holder_id, state);

-- Who stands in conflict, as scopes (person:…, school:…, collective:…), computed when the task opens so that lists
-- need no other module. Whether somebody may take the task is asked anew at claim and at decision.
create table worklist.exclusion (
    task_id  uuid not null references worklist.task on delete cascade,
    scope_id text not null,
    rule     text not null,
    primary key (task_id, scope_id)
);

-- Half-filled forms belong to the person who filled them, also after the task went to somebody else.
create table worklist.draft (
    task_id   uuid        not null references worklist.task on delete cascade,
    person_id uuid        not null,
    content   jsonb       not null,
    saved_at  timestamptz not null,
    primary key (task_id, person_id)
);

-- Who gave a task to whom, and why.
create table worklist.handover (
    id      uuid        primary key,
    task_id uuid        not null references worklist.task on delete cascade,
    at      timestamptz not null,
    by_id   uuid        not null,
    from_id uuid,
    to_id   uuid        not null,
    reason  text        not null
);

create index handover_task on worklist.handover (task_id);

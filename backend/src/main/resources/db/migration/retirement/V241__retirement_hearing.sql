create schema retirement;

-- A hearing: about a whole resource, or about its being shared in one collective.
create table retirement.hearing (
    id            uuid        primary key,
    resource_id   uuid        not null,
    version_id    uuid        not null,
    owner_id      uuid        not null,
    school_id     uuid        not null,
    title         text        not null,
    subject       text        not null,
    stage         text        not null,
    -- Everybody who contributed, as named when it was nominated.
    author_ids    uuid[]      not null,
    -- Null: the whole resource.
    collective_id uuid,
    reason_code   text        not null,
    reason        text        not null,
    -- Null: the evaluation of a term proposed it and nobody has taken it up yet.
    nominated_by  uuid,
    cycle_id      uuid,
    -- What the evaluation said (DOMAIN 4.10), as it stood then.
    explanation   jsonb,
    state         text        not null check (state in ('PROPOSED', 'NOTICE', 'COMMITTEE', 'DECIDED', 'APPEAL',
                      'EXECUTION', 'RETIRED', 'NARROWED', 'REVISING', 'KEPT', 'REVERSED', 'DISMISSED', 'LAPSED',
                      'RESTORED')),
    -- Until when the present step waits; null when it waits for nothing.
    due           timestamptz,
    collective_asked boolean  not null default false,
    choice        text        check (choice in ('AGREE', 'REVISE', 'CONTEST')),
    answer        text,
    answered_by   uuid,
    answered_at   timestamptz,
    -- How often committee or panel were called; names their present votes.
    call          integer     not null default 0,
    decision      text        check (decision in ('RETIRE', 'IMPROVE', 'KEEP')),
    decision_reason text,
    decided_at    timestamptz,
    appealed_at   timestamptz,
    ruling        text        check (ruling in ('UPHOLD', 'REVERSE', 'RETURN')),
    ruling_reason text,
    public_note   text,
    replacements  uuid[]      not null default '{}',
    executed_by   uuid,
    confirmed_by  uuid,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    check (state = 'PROPOSED' or state = 'DISMISSED' or nominated_by is not null),
    -- Whatever the code does: one person never carries it out alone.
    check (confirmed_by is null or confirmed_by <> executed_by),
    check (state not in ('RETIRED', 'NARROWED') or confirmed_by is not null)
);

create unique index hearing_one_open on retirement.hearing
    (resource_id, coalesce(collective_id, '00000000-0000-0000-0000-000000000000'))
    where state in ('PROPOSED', 'NOTICE', 'COMMITTEE', 'DECIDED', 'APPEAL', 'EXECUTION');
create index hearing_resource on retirement.hearing (resource_id, id);
create index hearing_owner on retirement.hearing (owner_id, id);
create index hearing_school on retirement.hearing (school_id, id);
create index hearing_state on retirement.hearing (state, id);
create index hearing_cycle on retirement.hearing (cycle_id) where cycle_id is not null;

-- Votes of the committee and of the appeal panel; they never change.
create table retirement.vote (
    task_id    uuid        primary key,
    hearing_id uuid        not null references retirement.hearing,
    call       integer     not null,
    panel      text        not null check (panel in ('COMMITTEE', 'APPEAL')),
    person_id  uuid        not null,
    -- For whom a member of the committee sits there; null on the panel.
    side       text        check (side in ('EXPERT', 'TEACHER', 'TECHNICIAN')),
    vote       text        not null check (vote in ('RETIRE', 'IMPROVE', 'KEEP', 'UPHOLD', 'REVERSE', 'RETURN', 'ABSTAIN')),
    reason     text        not null,
    at         timestamptz not null,
    unique (hearing_id, call, person_id)
);

-- Who did what in a hearing: nobody acts twice in one.
create table retirement.part (
    hearing_id uuid        not null references retirement.hearing,
    person_id  uuid        not null,
    part       text        not null check (part in ('NOMINATED', 'ANSWERED', 'COMMITTEE', 'APPEALED', 'PANEL',
                   'EXECUTED', 'CONFIRMED')),
    at         timestamptz not null,
    primary key (hearing_id, person_id, part)
);

-- Users who appeal or want something back: enough of them count as one.
create table retirement.voice (
    hearing_id uuid        not null references retirement.hearing,
    purpose    text        not null check (purpose in ('APPEAL', 'RESTORATION')),
    person_id  uuid        not null,
    text       text        not null,
    at         timestamptz not null,
    primary key (hearing_id, purpose, person_id)
);

create table retirement.timeline (
    id         uuid        primary key,
    hearing_id uuid        not null references retirement.hearing,
    at         timestamptz not null,
    event      text        not null,
    detail     text
);

create index timeline_hearing on retirement.timeline (hearing_id, id);

-- Whose side a member of the committee stands for; each of the three must be there when it votes.
create table retirement.committee_side (
    person_code text primary key,
    side        text not null check (side in ('EXPERT', 'TEACHER', 'TECHNICIAN'))
);

-- What stays of a retired resource.
create table retirement.tombstone (
    id              uuid        primary key,
    resource_id     uuid        not null,
    version_id      uuid        not null,
    owner_id        uuid        not null,
    school_id       uuid        not null,
    title           text        not null,
    type            text,
    subject         text,
    grades          text[]      not null,
    former_scope    text        not null,
    published_at    timestamptz,
    retired_at      timestamptz not null,
    reason_code     text        not null,
    -- Neither title nor anything else of its content is shown.
    minimal         boolean     not null,
    public_note     text,
    decision_id     uuid,
    decided_by_role text,
    replacements    uuid[]      not null,
    appeal_state    text        not null check (appeal_state in ('NONE', 'UPHELD', 'REVERSED')),
    sha256          text[]      not null,
    retention_until timestamptz not null,
    restored_at     timestamptz,
    purged_at       timestamptz
);

create unique index tombstone_standing on retirement.tombstone (resource_id) where restored_at is null;
create index tombstone_retired on retirement.tombstone (retired_at, id);

-- Who stood in one of them may know of it.
create table retirement.tombstone_scope (
    tombstone_id uuid not null references retirement.tombstone,
    scope_id     text not null,
    primary key (tombstone_id, scope_id)
);

-- Destroying the bytes: one person asks, another one consents.
create table retirement.purge (
    id           uuid        primary key,
    tombstone_id uuid        not null references retirement.tombstone,
    resource_id  uuid        not null,
    asked_by     uuid        not null,
    reason       text        not null,
    asked_at     timestamptz not null,
    consented_by uuid,
    consented_at timestamptz,
    state        text        not null check (state in ('ASKED', 'PURGED')),
    -- Blobs that went with it.
    destroyed    integer,
    check (consented_by is null or consented_by <> asked_by),
    check ((state = 'PURGED') = (consented_by is not null))
);

create unique index purge_one_open on retirement.purge (tombstone_id) where state = 'ASKED';

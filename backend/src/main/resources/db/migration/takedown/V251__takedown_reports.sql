create schema takedown;

-- One suspension of one resource, however many reported it.
create table takedown.suspension (
    id           uuid        primary key,
    resource_id  uuid        not null,
    version_id   uuid        not null,
    owner_id     uuid        not null,
    school_id    uuid        not null,
    reason       text        not null,
    -- What it was before, and is again unless people find otherwise.
    former_state text        not null,
    former_phase text,
    state        text        not null
        check (state in ('SUSPENDED', 'RESTORED', 'FIX', 'RETIRED', 'EXPIRED')),
    suspended_at timestamptz not null,
    inform_due   timestamptz not null,
    ends_at      timestamptz not null,
    informed_at  timestamptz,
    -- Null: the system did, because nobody had.
    informed_by  uuid,
    informing    text,
    outcome      text        check (outcome in ('RESTORE', 'FIX', 'RETIRE')),
    decided_by   uuid,
    decided_at   timestamptz,
    decision     text,
    -- Nobody retires alone.
    confirmed_by uuid,
    closed_at    timestamptz,
    check (confirmed_by is null or confirmed_by <> decided_by),
    check (state <> 'RETIRED' or confirmed_by is not null)
);

create unique index suspension_open on takedown.suspension (resource_id) where state = 'SUSPENDED';
create index suspension_resource on takedown.suspension (resource_id, id);

create table takedown.report (
    id            uuid        primary key,
    resource_id   uuid        not null,
    version_id    uuid        not null,
    reason        text        not null,
    body          text        not null,
    reporter_id   uuid        not null,
    made_at       timestamptz not null,
    -- WAITING: for the steward on duty, because its sender was wrong too often. PASSED_ON: not serious, it is a message.
    state         text        not null
        check (state in ('WAITING', 'OPEN', 'CONFIRMED', 'WRONG', 'UNDECIDED', 'PASSED_ON')),
    suspension_id uuid        references takedown.suspension (id),
    message_id    uuid,
    settled_by    uuid,
    settled_at    timestamptz,
    settlement    text,
    check ((state = 'PASSED_ON') = (message_id is not null))
);

create unique index report_once on takedown.report (resource_id, reporter_id) where state in ('WAITING', 'OPEN');
create index report_resource on takedown.report (resource_id) where state in ('WAITING', 'OPEN');
create index report_suspension on takedown.report (suspension_id);
create index report_reporter on takedown.report (reporter_id, id);
create index report_state on takedown.report (state, id);

-- Somebody asked that a published resource is shared more widely.
create table sharing.scope_request (
    id             uuid        primary key,
    resource_id    uuid        not null,
    version_id     uuid        not null,
    owner_id       uuid        not null,
    school_id      uuid        not null,
    requester_id   uuid        not null,
    level          text        not null check (level in ('COLLECTIVE', 'DISTRICT', 'PUBLIC')),
    -- Collectives that are new; empty for the district and the world.
    collective_ids uuid[]      not null,
    state          text        not null check (state in ('CONSENT', 'REVIEW', 'WIDENED', 'REFUSED', 'WITHDRAWN')),
    -- Levels of review that were missing when the stewards had consented; null before.
    missing_levels text[],
    submission_id  uuid,
    review_passed  boolean,
    refused_by     text        check (refused_by in ('STEWARD', 'REVIEW', 'RESOURCE')),
    note           text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create unique index scope_request_one_open on sharing.scope_request (resource_id) where state in ('CONSENT', 'REVIEW');
create index scope_request_resource on sharing.scope_request (resource_id, id);
create index scope_request_owner on sharing.scope_request (owner_id, id);
create index scope_request_requester on sharing.scope_request (requester_id, id);
create index scope_request_school on sharing.scope_request (school_id, id);

-- What each steward said; it never changes. Position 1 is the first collective, or the district.
create table sharing.scope_consent (
    request_id uuid        not null references sharing.scope_request,
    position   integer     not null,
    person_id  uuid        not null,
    consents   boolean     not null,
    reason     text        not null,
    decided_at timestamptz not null,
    primary key (request_id, position)
);

-- What happened; kept for years, the engine's history is thrown away.
create table sharing.scope_timeline (
    id         uuid        primary key,
    request_id uuid        not null references sharing.scope_request,
    at         timestamptz not null,
    event      text        not null,
    detail     text
);

create index scope_timeline_request on sharing.scope_timeline (request_id, id);

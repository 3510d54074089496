-- Who wants to be told, and where.
create table interop.webhook (
    id              uuid        primary key,
    owner_id        uuid        not null,
    -- Of a system, whose standing no directory tells; a person's is looked up anew.
    school_id       uuid,
    is_client       boolean     not null,
    url             text        not null,
    events          text[]      not null,
    description     text,
    -- PAUSED by its owner: nothing is kept for it. DISABLED by the system: what waits goes on once it is active again.
    state           text        not null check (state in ('ACTIVE', 'PAUSED', 'DISABLED')),
    reason          text,
    secret          text        not null,
    -- Signs beside the new one for a while.
    previous_secret text,
    previous_until  timestamptz,
    -- Deliveries given up since the last one that arrived.
    failures        integer     not null default 0,
    revision        bigint      not null default 1,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);

create index webhook_owner on interop.webhook (owner_id, id);

-- Written in the transaction of the change; later spread to those who want and may know.
create table interop.webhook_event (
    id          uuid        primary key,
    resource_id uuid        not null,
    version_id  uuid,
    -- Scopes in which the resource was live, and is.
    before      text[]      not null,
    after       text[]      not null,
    at          timestamptz not null,
    spread_at   timestamptz
);

create index webhook_event_new on interop.webhook_event (id) where spread_at is null;
create index webhook_event_old on interop.webhook_event (at);

create table interop.webhook_delivery (
    id            uuid        primary key,
    webhook_id    uuid        not null references interop.webhook on delete cascade,
    event_id      uuid        not null,
    resource_id   uuid        not null,
    type          text        not null,
    -- The same bytes at each try.
    body          text        not null,
    state         text        not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
    attempts      integer     not null default 0,
    next_try      timestamptz not null,
    claimed_until timestamptz,
    last_status   integer,
    last_error    text,
    created_at    timestamptz not null,
    delivered_at  timestamptz,
    unique (webhook_id, event_id)
);

create index webhook_delivery_due on interop.webhook_delivery (next_try) where state = 'PENDING';
create index webhook_delivery_order on interop.webhook_delivery (webhook_id, resource_id, event_id) where state = 'PENDING';

create schema shared;

-- The first answer of each idempotent call, kept for a day.
create table shared.idempotency (
    caller      text        not null,
    key         uuid        not null,
    fingerprint text        not null,
    reserved_at timestamptz not null,
    status      integer,
    headers     jsonb,
    body        jsonb,
    primary key (caller, key)
);

create index idempotency_reserved_at on shared.idempotency (reserved_at);

-- Which index the feed writes to. The engine's alias, which searches read, follows a moment later. Each switch gets a
-- new generation: what was sent under an older one proves nothing about the index of today.
create table search.live_index (
    one        boolean primary key default true check (one),
    generation bigint  not null,
    name       text
);
insert into search.live_index (generation, name) values (1, null);

-- What the index that is being built holds of a document: its version, valid for that generation only.
alter table search.document
    add column built_for     bigint,
    add column built_seq     bigint  not null default 0,
    add column built_refused boolean not null default false;

create table search.rebuild (
    id               uuid        primary key,
    state            text        not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    phase            text        not null check (phase in ('SCAN', 'CATCH_UP', 'COMPARE', 'SWITCH', 'DROP')),
    generation       bigint      not null,
    target           text        not null,
    source           text,
    compare          boolean     not null,
    cursor           uuid,
    total            bigint      not null default 0,
    done             bigint      not null default 0,
    refused          bigint      not null default 0,
    work_millis      bigint      not null default 0,
    comparison       text,
    requested_by     uuid,
    requested_at     timestamptz not null,
    started_at       timestamptz,
    switched_at      timestamptz,
    finished_at      timestamptz,
    cancel_requested boolean     not null default false,
    attempts         integer     not null default 0,
    last_error       text,
    claim            uuid,
    claimed_until    timestamptz
);

-- One at a time, whichever backend is asked.
create unique index rebuild_running on search.rebuild ((true)) where state = 'RUNNING';
create index rebuild_requested on search.rebuild (requested_at);

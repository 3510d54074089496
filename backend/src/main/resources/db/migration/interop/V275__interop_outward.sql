-- What outsiders may know of each resource. Written in the transaction of every change that could alter it, under the
-- row's lock, so that its changes stand in one order.
create table interop.outward (
    resource_id uuid        primary key,
    seq         bigint      not null,
    -- Up to which change the items below were stamped.
    stamped_seq bigint      not null default 0,
    -- The live version; null: there is none.
    version_id  uuid,
    touched_at  timestamptz,
    -- Scopes in which it is live; empty: nowhere.
    scopes      text[]      not null
);

create index outward_due on interop.outward (resource_id) where stamped_seq < seq;

-- What OAI-PMH serves to one audience. Once here, a row stays for ever, at last as deleted.
create table interop.oai_item (
    audience    text        not null check (audience in ('public', 'district')),
    resource_id uuid        not null,
    -- When what is served changed last. Stamped under a lock that readers share: see docs/decisions/0055.
    datestamp   timestamptz not null,
    deleted     boolean     not null,
    sets        text[]      not null,
    -- Of the metadata and the sets as served.
    fingerprint text        not null,
    primary key (audience, resource_id)
);

create index oai_item_order on interop.oai_item (audience, datestamp, resource_id);

-- Keys that all backends share and that survive a restart.
create table interop.signing_key (
    name text  primary key,
    key  bytea not null
);

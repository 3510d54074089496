create schema usage;

-- Raw events, never changed. Two clients cannot disturb each other's events: the id is unique per sender.
create table usage.event (
    actor_id         uuid             not null,
    event_id         uuid             not null,
    resource_id      uuid             not null,
    verb             text             not null
        check (verb in ('VIEW', 'DOWNLOAD', 'PREVIEW', 'COLLECT', 'CLASS_USE', 'ADAPT')),
    at               timestamptz      not null,
    received_at      timestamptz      not null,
    school_id        uuid,
    client           boolean          not null,
    -- DOOR: we saw it ourselves; REPORTED: a client told us.
    source           text             not null check (source in ('DOOR', 'REPORTED')),
    -- Part of the download figure: not the contributors' own, not the repeat of one within 30 s.
    counted          boolean          not null,
    duration_seconds integer,
    fraction         double precision,
    class_id         text,
    session_id       text,
    on_behalf_of     text,
    primary key (actor_id, event_id)
);

create index event_use on usage.event (resource_id, actor_id, verb, at);

create table usage.rating (
    id          uuid        primary key,
    resource_id uuid        not null,
    person_id   uuid        not null,
    stars       smallint    not null check (stars between 1 and 5),
    comment     text,
    revision    bigint      not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    unique (resource_id, person_id)
);

create index rating_resource on usage.rating (resource_id, id desc);

-- What the two tables above add up to; its row is the lock under which they change.
create table usage.figures (
    resource_id uuid   primary key,
    downloads   bigint not null default 0,
    ratings     bigint not null default 0,
    stars       bigint not null default 0
);

-- Curated lists and packs for joint lesson preparation (集体备课). Their scope says who sees the list; what is in it
-- keeps its own.
create table sharing.collection (
    id             uuid        primary key,
    kind           text        not null check (kind in ('LIST', 'PREP_PACK')),
    title          text        not null,
    description    text,
    subject        text,
    stage          text,
    owner_id       uuid        not null,
    school_id      uuid,
    level          text        not null check (level in ('PRIVATE', 'SCHOOL', 'COLLECTIVE', 'DISTRICT')),
    collective_ids uuid[]      not null,
    -- Stable scope ids, as of resources.
    scope_ids      text[]      not null,
    revision       bigint      not null default 1,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create index collection_owner on sharing.collection (owner_id, id);
create index collection_scope on sharing.collection using gin (scope_ids);

-- Contributors, of whatever school: they may edit.
create table sharing.collection_member (
    collection_id uuid not null references sharing.collection on delete cascade,
    person_id     uuid not null,
    primary key (collection_id, person_id)
);

create index collection_member_person on sharing.collection_member (person_id);

create table sharing.collection_item (
    collection_id uuid        not null references sharing.collection on delete cascade,
    resource_id   uuid        not null,
    position      integer     not null,
    note          text,
    added_by      uuid        not null,
    added_at      timestamptz not null,
    primary key (collection_id, resource_id)
);

create index collection_item_order on sharing.collection_item (collection_id, position);
create index collection_item_resource on sharing.collection_item (resource_id);

create table sharing.collection_follower (
    collection_id uuid        not null references sharing.collection on delete cascade,
    person_id     uuid        not null,
    since         timestamptz not null,
    primary key (collection_id, person_id)
);

create table sharing.favourite (
    person_id   uuid        not null,
    resource_id uuid        not null,
    since       timestamptz not null,
    primary key (person_id, resource_id)
);

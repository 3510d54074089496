create schema supply;

-- What is published, flat: a read model of catalog and sharing, kept in the transaction of each change. Recommendations,
-- coverage and opportunity are asked of it in sets, never resource by resource.
create table supply.item (
    resource_id    uuid        primary key,
    version_id     uuid        not null,
    school_id      uuid        not null,
    title          text        not null,
    type           text,
    subject        text,
    grades         text[]      not null,
    edition        text,
    chapters       text[]      not null,
    -- When the term's plan teaches it: S1 or S2 and its weeks; null means at any time.
    half           text        check (half in ('S1', 'S2')),
    planned_from   integer,
    planned_until  integer,
    scopes         text[]      not null,
    author_ids     uuid[]      not null,
    author_schools uuid[]      not null,
    published_at   timestamptz not null,
    -- Those who follow its school, collective, subject or authors have been told.
    announced      boolean     not null default false
);

create index item_subject on supply.item (subject);
create index item_school on supply.item (school_id);
create index item_published on supply.item (published_at desc, resource_id);
create index item_joint on supply.item using gin (author_schools) where cardinality(author_schools) > 1;

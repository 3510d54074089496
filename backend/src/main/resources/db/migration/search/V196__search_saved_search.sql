-- Searches that somebody wants to be told about. query is a query string of GET /search.
create table search.saved_search (
    id         uuid        primary key,
    owner_id   uuid        not null,
    name       text        not null,
    query      text        not null,
    notices     boolean     not null,
    revision   bigint      not null default 1,
    created_at timestamptz not null,
    -- what was published up to then has been told
    seen_until timestamptz not null
);

create index saved_search_owner on search.saved_search (owner_id, id);
create index saved_search_due on search.saved_search (seen_until) where notices;

-- The last comparison of database and index, and the wish for another one.
create table search.consistency (
    one           boolean     primary key default true check (one),
    requested_at  timestamptz,
    repair        boolean     not null default false,
    claimed_until timestamptz,
    checked_at    timestamptz,
    counts        text        not null default '{}',
    repaired      text        not null default '{}',
    details       text        not null default '[]'
);
insert into search.consistency default values;

-- Somebody wants objects and rows compared now, rather than when their turn comes.
create table storage.check_wanted (
    one           boolean     primary key default true check (one),
    requested_at  timestamptz not null,
    repair        boolean     not null,
    claimed_until timestamptz
);

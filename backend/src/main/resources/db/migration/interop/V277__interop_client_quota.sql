-- How many requests a day a school's system may send, where it isn't as many as any.
create table interop.client_quota (
    client_id uuid        primary key,
    per_day   integer     not null check (per_day >= 0),
    set_by    uuid        not null,
    set_at    timestamptz not null
);

create table interop.client_use (
    client_id uuid    not null,
    day       date    not null,
    requests  bigint  not null,
    primary key (client_id, day)
);

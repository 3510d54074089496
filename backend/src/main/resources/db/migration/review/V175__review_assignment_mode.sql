-- How the district hands out sheets; without a row as the installation is configured.
create table review.assignment_mode (
    only_row   boolean     primary key default true check (only_row),
    mode       text        not null check (mode in ('OFFER', 'ASSIGN')),
    changed_by uuid        not null,
    changed_at timestamptz not null,
    revision   bigint      not null default 1
);

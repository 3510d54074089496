-- The first pages of a file, drawn; their bytes lie in the store.
create table inspection.preview (
    file_id uuid    not null references inspection.job (file_id),
    page    integer not null check (page >= 1),
    sha256  text    not null,
    width   integer not null,
    height  integer not null,
    primary key (file_id, page)
);

-- Which state of each seed file was loaded last, so that an unchanged file is not loaded again.
create table shared.seed_file (
    path      text        primary key,
    sha256    text        not null,
    loaded_at timestamptz not null
);

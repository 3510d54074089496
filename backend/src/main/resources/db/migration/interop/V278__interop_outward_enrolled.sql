-- A row once everything that was live before there was a ledger is in interop.outward.
create table interop.outward_enrolled (
    at timestamptz not null
);

-- All jobs in the background are leased by the same statements.
alter table interop.export_job add column started_at timestamptz;

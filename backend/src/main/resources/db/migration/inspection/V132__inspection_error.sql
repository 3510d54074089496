-- A check that could not be done says nothing about the file, so it has a state of its own.
alter table inspection.job drop constraint job_state_check;
alter table inspection.job add constraint job_state_check
    check (state in ('PENDING', 'PASSED', 'REVIEW', 'FAILED', 'QUARANTINED', 'ERROR'));

-- What the depositor's program called the bytes; null for checks asked for before this was kept.
alter table inspection.job add column declared_type text;
-- How often in a row the bytes could not be had: the file is not to blame, but somebody must hear of it in the end.
alter table inspection.job add column waits integer not null default 0;

-- reserved_for: only persons who stand in this scope may take the task, unless a coordinator gives it to another.
-- proposed_id: whom the assignment recommends.
alter table worklist.task
    add column reserved_for text,
    add column proposed_id  uuid;

-- A task also goes back to all, and the system hands over when somebody is away.
alter table worklist.handover
    alter column to_id drop not null,
    alter column by_id drop not null,
    add column cause    text   not null default 'REASSIGNED'
        check (cause in ('REASSIGNED', 'RETURNED', 'ABSENCE', 'OVERDUE', 'CONFLICT')),
    -- The rules that the coordinator passed over.
    add column overrode text[] not null default '{}';

create index handover_from on worklist.handover (from_id, task_id);
create index draft_person on worklist.draft (person_id, saved_at);
create index task_proposed on worklist.task (proposed_id) where state = 'OPEN' and proposed_id is not null;

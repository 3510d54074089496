-- When the time of a task is 60, 100 and 150 % over, in working days, and what has been done about it.
create table worklist.clock (
    task_id      uuid        primary key references worklist.task on delete cascade,
    remind_at    timestamptz not null,
    due          timestamptz not null,
    escalate_at  timestamptz not null,
    reminded_at  timestamptz,
    returned_at  timestamptz,
    escalated_at timestamptz
);

create index clock_remind on worklist.clock (remind_at) where reminded_at is null;
create index clock_due on worklist.clock (due) where returned_at is null;
create index clock_escalate on worklist.clock (escalate_at) where escalated_at is null;

-- Tasks that were open before: by the plain share of their time, since working days are counted by the application.
insert into worklist.clock (task_id, remind_at, due, escalate_at)
select id, since + (due - since) * 0.6, due, since + (due - since) * 1.5
  from worklist.task where due is not null and state in ('OPEN', 'CLAIMED');

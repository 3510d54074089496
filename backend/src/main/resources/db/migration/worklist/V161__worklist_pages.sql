-- Own tasks and everybody's in list order, and a person's conflicts by where they stand.
create index task_mine on worklist.task (holder_id, (coalesce(due, 'infinity')), since, id) where state = 'CLAIMED';
create index task_age on worklist.task (since, id) where state in ('OPEN', 'CLAIMED');
create index exclusion_scope on worklist.exclusion (scope_id, task_id);

-- Parts of titles are looked for in every task of a queue: written in small letters once, not at every look.
alter table worklist.task add column title_lower text not null generated always as (lower(title)) stored;

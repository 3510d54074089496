-- Where on the way up (L1 school, L2 collective, L3 district) a submission stands. What was submitted before there were
-- levels is looked at by the level of its target alone.
alter table review.submission add column level text check (level in ('L1', 'L2', 'L3'));
update review.submission
   set level = case target_level when 'SCHOOL' then 'L1' when 'COLLECTIVE' then 'L2' else 'L3' end;
alter table review.submission alter column level set not null;

alter table review.score_sheet add column level text check (level in ('L1', 'L2', 'L3'));
update review.score_sheet s
   set level = (select level from review.submission where id = s.submission_id);
alter table review.score_sheet alter column level set not null;
-- The sheet that this one revises; the earlier one stays as it was and counts no longer.
alter table review.score_sheet add column based_on_task_id uuid references review.score_sheet;
-- Of the files that the sheet is about: a technician's result stands as long as they are the same.
alter table review.score_sheet add column files_digest text;

alter table review.veto add column level text check (level in ('L1', 'L2', 'L3'));
update review.veto v
   set level = (select level from review.submission where id = v.submission_id);
alter table review.veto alter column level set not null;

-- What the members of an adjudication meeting said; it never changes.
create table review.vote (
    task_id       uuid        primary key,
    submission_id uuid        not null references review.submission,
    round         integer     not null,
    level         text        not null check (level in ('L1', 'L2', 'L3')),
    seat          text        not null,
    person_id     uuid        not null,
    vote          text        not null check (vote in ('APPROVE', 'RETURN', 'REJECT')),
    reason        text        not null,
    decided_at    timestamptz not null,
    unique (submission_id, round, level, seat)
);

-- Whose confirmation a veto needs: as loaded from the list of vetoes.
alter table review.veto_rule
    add column confirmed_by  text[]  not null default '{OPS}',
    -- Narrows an expert's subjects; empty: the item's own.
    add column subjects      text[]  not null default '{}',
    -- From the raising; null: as long as any check. 0 is the same day.
    add column within_days   integer check (within_days >= 0);

-- One for each check task: whose place it is, and what that person said. Tasks from before have none.
create table review.veto_seat (
    task_id       uuid    primary key,
    submission_id uuid    not null references review.submission,
    round         integer not null,
    level         text    not null check (level in ('L1', 'L2', 'L3')),
    seat          text    not null,
    -- Nobody of that place is free of conflicts, or in time: the coordinators may sit in.
    stand_in      boolean not null default false,
    person_id     uuid,
    upheld        boolean,
    opinion       text,
    decided_at    timestamptz,
    unique (submission_id, round, level, seat)
);

-- Why a task was offered to whom, as it looked then: the newest proposal of each task.
create table review.assignment (
    task_id     uuid        primary key,
    at          timestamptz not null,
    proposed_id uuid,
    -- A code when something was unusual, for example that no rural teacher could be found.
    note        text,
    considered  jsonb       not null
);

-- Nearness that no list knows: a relative, a rival, a colleague of old. Ended, never deleted.
create table review.interest (
    id          uuid        primary key,
    person_id   uuid        not null,
    -- resource:…, person:… or school:…
    about       text        not null,
    reason      text        not null,
    declared_at timestamptz not null,
    ended_at    timestamptz
);

create unique index interest_one on review.interest (person_id, about) where ended_at is null;
create index interest_about on review.interest (about) where ended_at is null;

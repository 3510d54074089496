-- Who appointed, who ended it and why; how many open tasks the person takes; the entity tag.
alter table organisation.appointment
    add column capacity     integer not null default 8 check (capacity between 1 and 8),
    add column appointed_by uuid    references organisation.person,
    add column appointed_at timestamptz,
    add column ended_by     uuid    references organisation.person,
    add column end_reason   text,
    add column revision     bigint  not null default 1;

create index appointment_role on organisation.appointment (role, person_id);
create index appointment_person on organisation.appointment (person_id);

-- Away from the day "valid_from" on, until the day before "valid_until".
create table organisation.leave (
    id          uuid        primary key,
    person_id   uuid        not null references organisation.person,
    valid_from  date        not null,
    valid_until date        not null check (valid_until >= valid_from),
    -- Gets the person's tasks, where the rules let them; null: all go back to the pool.
    stand_in_id uuid        references organisation.person check (stand_in_id <> person_id),
    reason      text,
    entered_by  uuid        not null references organisation.person,
    entered_at  timestamptz not null,
    revision    bigint      not null default 1
);

create index leave_person on organisation.leave (person_id, valid_until);
create index leave_until on organisation.leave (valid_until);

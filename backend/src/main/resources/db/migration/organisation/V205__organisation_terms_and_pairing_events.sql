-- The district's terms. Week 1 is the week of "first_day"; the exam weeks follow the teaching weeks.
create table organisation.term (
    code           text collate "C" primary key,
    first_day      date    not null unique,
    last_day       date    not null check (last_day > first_day),
    teaching_weeks integer not null check (teaching_weeks between 1 and 30),
    exam_weeks     integer not null check (exam_weeks between 0 and 5),
    -- From here on the figures of the term stand.
    freeze_day     date    not null
);

-- What two paired schools do together. It counts as held when both sides have signed in.
create table organisation.pairing_event (
    id          uuid        primary key,
    pairing_id  uuid        not null references organisation.pairing,
    kind        text        not null check (kind in ('JOINT_PREP', 'VISIT', 'SAME_TOPIC', 'SYNC_LESSON')),
    subject     text,
    topic       text        not null,
    planned_for date        not null,
    planned_by  uuid        not null references organisation.person,
    planned_at  timestamptz not null
);

create index pairing_event_pairing on organisation.pairing_event (pairing_id, planned_for);
create index pairing_event_day on organisation.pairing_event (planned_for);

create table organisation.pairing_sign_in (
    event_id  uuid        not null references organisation.pairing_event,
    person_id uuid        not null references organisation.person,
    side      text        not null check (side in ('LEAD', 'AIDED')),
    signed_at timestamptz not null,
    primary key (event_id, person_id)
);

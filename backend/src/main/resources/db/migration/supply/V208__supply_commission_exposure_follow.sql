-- What a district or collective asks a lead school to make for a gap.
create table supply.commission (
    id          uuid        primary key,
    subject     text        not null,
    grade       text        not null,
    type        text,
    wish        text        not null,
    school_id   uuid        not null,
    -- The collective whose steward asks; null when the district does.
    collective_id uuid,
    asked_by    uuid        not null,
    due_at      timestamptz not null,
    state       text        not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED', 'FULFILLED', 'CANCELLED')),
    reason      text,
    resource_id uuid,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    check (state <> 'FULFILLED' or resource_id is not null)
);

create index commission_school on supply.commission (school_id, id);
create index commission_collective on supply.commission (collective_id, id);
create index commission_cell on supply.commission (subject, grade) where state in ('ASKED', 'ACCEPTED');

-- Who was shown an unproven item on which day; kept only until it has been seen often enough.
create table supply.impression (
    resource_id uuid not null,
    person_id   uuid not null,
    day         date not null,
    primary key (resource_id, person_id, day)
);

create table supply.follow (
    person_id uuid        not null,
    kind      text        not null check (kind in ('SCHOOL', 'COLLECTIVE', 'SUBJECT', 'AUTHOR')),
    -- An id, or the code of a subject.
    target    text        not null collate "C",
    since     timestamptz not null,
    primary key (person_id, kind, target)
);

create index follow_target on supply.follow (kind, target);

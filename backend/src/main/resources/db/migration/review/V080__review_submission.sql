create schema review;

-- The score forms in every version ever used: a review keeps the one it was scored with.
create table review.rubric (
    form    text    not null,
    version integer not null,
    content jsonb   not null,
    primary key (form, version)
);

create table review.veto_rule (
    code      text   primary key,
    kind      text   not null check (kind in ('HARD', 'FIXABLE', 'MERGE')),
    raised_by text[] not null
);

create table review.submission (
    id             uuid        primary key,
    resource_id    uuid        not null,
    version_id     uuid        not null,
    version_number text        not null,
    version_kind   text        not null,
    owner_id       uuid        not null,
    school_id      uuid        not null,
    target_level   text        not null,
    collective_ids uuid[]      not null,
    state          text        not null check (state in
        ('SUBMITTED', 'REVISION_REQUESTED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN', 'RETURNED')),
    phase          text,
    round          integer     not null default 0,
    outcome        text,
    -- Filled when the round's outcome was computed.
    composite      numeric(9, 6),
    promised_by    uuid        not null,
    note           text,
    rubrics        jsonb       not null,
    process_key    text        not null,
    author_due     timestamptz,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create unique index submission_one_open on review.submission (version_id)
    where state in ('SUBMITTED', 'REVISION_REQUESTED');
create index submission_version on review.submission (version_id);

create table review.score_sheet (
    task_id         uuid          primary key,
    submission_id   uuid          not null references review.submission,
    round           integer       not null,
    role            text          not null,
    reviewer_id     uuid          not null,
    form            text          not null,
    rubric_version  integer       not null,
    scores          jsonb         not null,
    not_applicable  text[]        not null,
    form_score      numeric(9, 6) not null,
    passed          boolean       not null,
    critical_failed boolean       not null,
    remarks         jsonb         not null,
    comment         text,
    decided_at      timestamptz   not null,
    foreign key (form, rubric_version) references review.rubric (form, version)
);

create index score_sheet_submission on review.score_sheet (submission_id, round);

create table review.veto (
    id            uuid        primary key,
    submission_id uuid        not null references review.submission,
    round         integer     not null,
    task_id       uuid        not null,
    code          text        not null references review.veto_rule,
    place         text        not null,
    reason        text        not null,
    raised_by     uuid        not null,
    -- null until a second person has looked at it
    confirmed     boolean,
    confirmed_by  uuid,
    opinion       text,
    decided_at    timestamptz
);

create index veto_submission on review.veto (submission_id, round);

-- What happened, as the author and the review team may read it for years; the engine's history is thrown away.
create table review.timeline (
    id            uuid        primary key,
    submission_id uuid        not null references review.submission,
    at            timestamptz not null,
    round         integer     not null,
    event         text        not null,
    detail        text
);

create index timeline_submission on review.timeline (submission_id, id);

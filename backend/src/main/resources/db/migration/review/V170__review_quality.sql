-- When the sheet was due, and whether it settles a disagreement of two others. Sheets from before are not timed.
alter table review.score_sheet
    add column due   timestamptz,
    add column third boolean not null default false;

create index score_sheet_reviewer on review.score_sheet (reviewer_id, form, decided_at);
create index score_sheet_decided on review.score_sheet (form, decided_at);

-- Who let the time of a sheet run out, so that it went to somebody else.
create table review.lapse (
    task_id   uuid        not null,
    person_id uuid        not null,
    form      text        not null,
    at        timestamptz not null,
    primary key (task_id, person_id)
);

create index lapse_person on review.lapse (person_id, form, at);

-- An item whose scores are known: the reference, and the form in the version it was filled on.
create table review.calibration (
    id              uuid          primary key,
    -- The first day of the month it belongs to.
    month           date          not null,
    resource_id     uuid          not null,
    version_id      uuid          not null,
    title           text          not null,
    form            text          not null,
    rubric_version  integer       not null,
    scores          jsonb         not null,
    not_applicable  text[]        not null,
    reference_score numeric(9, 6) not null,
    reason          text          not null,
    due             timestamptz   not null,
    created_by      uuid          not null,
    created_at      timestamptz   not null,
    closed_by       uuid,
    closed_at       timestamptz,
    foreign key (form, rubric_version) references review.rubric (form, version)
);

create unique index calibration_one_open on review.calibration (version_id, form) where closed_at is null;
create index calibration_month on review.calibration (month, id);

-- One for each reviewer who is asked; empty until they answer. It never changes a review.
create table review.calibration_sheet (
    id             uuid          primary key,
    calibration_id uuid          not null references review.calibration,
    reviewer_id    uuid          not null,
    sheet          jsonb,
    form_score     numeric(9, 6),
    decided_at     timestamptz,
    unique (calibration_id, reviewer_id),
    check ((sheet is null) = (form_score is null) and (sheet is null) = (decided_at is null))
);

create index calibration_sheet_reviewer on review.calibration_sheet (reviewer_id, decided_at);

-- The months for which coordinators were told that no item is there for all reviewers to score.
create table review.calibration_reminder (
    -- Its first day.
    month   date        primary key,
    told_at timestamptz not null
);

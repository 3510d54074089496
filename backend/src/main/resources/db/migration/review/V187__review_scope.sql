-- Submissions of published versions that are reviewed for a wider scope alone: the version's state stays.
create table review.scope_review (
    submission_id uuid primary key references review.submission,
    request_id    uuid not null unique
);

-- What is to be done about a submission when a moment comes: the author is reminded of the revision, and a check of the
-- files that takes too long is told to those who can help.
create table review.clock (
    submission_id uuid        not null references review.submission on delete cascade,
    step          text        not null check (step in ('REVISION_DUE_SOON', 'CHECK_LATE')),
    at            timestamptz not null,
    done_at       timestamptz,
    primary key (submission_id, step)
);

create index clock_at on review.clock (step, at) where done_at is null;

-- Who revises already: by the plain share of the time that is left, since working days are counted by the application.
insert into review.clock (submission_id, step, at)
select id, 'REVISION_DUE_SOON', updated_at + (author_due - updated_at) * 0.6
  from review.submission where state = 'REVISION_REQUESTED' and author_due is not null;

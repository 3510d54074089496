-- Reports read the decisions of a term.
create index timeline_decision on review.timeline (at)
    where event in ('level-passed', 'published', 'rejected', 'revision-requested');

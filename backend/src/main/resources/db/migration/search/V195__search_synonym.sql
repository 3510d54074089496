-- Words of one meaning, as one document: a change replaces the whole list, and the earlier lists stay to be looked up.
create table search.synonyms (
    revision   bigint      primary key,
    entries    jsonb       not null,
    changed_at timestamptz not null,
    -- null: loaded from the seeds
    changed_by uuid
);

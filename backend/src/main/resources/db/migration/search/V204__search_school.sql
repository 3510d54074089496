-- What the documents of a school show of it: its name, and the groups and alliances it is in. What is true now may be
-- something else; then its documents are queued again, batch by batch. cursor: how far that is.
create table search.school_shown (
    school_id uuid primary key,
    shown     text not null,
    becoming  text,
    cursor    uuid
);

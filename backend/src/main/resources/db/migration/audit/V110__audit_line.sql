create schema audit;

-- Append-only; lines are never changed. "event" is module.EventName, "facts" its components (ids, codes, numbers).
create table audit.line (
    id            uuid        primary key,
    at            timestamptz not null,
    actor_id      uuid,
    actor_subject text        not null,
    event         text        not null,
    subject_id    uuid        not null,
    facts         jsonb       not null,
    trace_id      text
);

create index line_subject on audit.line (subject_id, id);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit lines are append-only';
end $$;

create trigger line_append_only before update or delete on audit.line
    for each statement execute function audit.refuse_change();

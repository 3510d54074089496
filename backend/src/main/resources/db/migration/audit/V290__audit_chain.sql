-- Lines that no seal covers yet: filled by the line's own insert, so that the sealer never has to search for them.
create table audit.unsealed (
    line_id uuid primary key
);

insert into audit.unsealed select id from audit.line;

create function audit.await_seal() returns trigger language plpgsql as $$
begin
    insert into audit.unsealed (line_id) values (new.id);
    return null;
end $$;

create trigger line_await_seal after insert on audit.line
    for each row execute function audit.await_seal();

-- The chain: "hash" is SHA-256 over the hash before it and the line in canonical JSON (RFC 8785). Of the caller's name
-- in the token only a salted digest is chained: without its salt the name can be erased and the chain still holds.
create table audit.seal (
    seq            bigint primary key,
    line_id        uuid   not null unique,
    subject_salt   bytea,
    subject_digest bytea  not null,
    hash           bytea  not null
);

-- Heads of the chain that were laid down in the object store.
create table audit.head (
    seq         bigint      primary key,
    hash        bytea       not null,
    exported_at timestamptz not null
);

create index line_actor on audit.line (actor_id, id);

-- What may change after all: a name that is erased, together with its salt. The verifier asks for the line that says so.
create function audit.refuse_line_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.actor_subject = 'erased'
       and (new.id, new.at, new.actor_id, new.event, new.subject_id, new.facts, new.trace_id)
           is not distinct from (old.id, old.at, old.actor_id, old.event, old.subject_id, old.facts, old.trace_id) then
        return new;
    end if;
    raise exception 'audit lines are append-only';
end $$;

drop trigger line_append_only on audit.line;

create trigger line_append_only before update or delete on audit.line
    for each row execute function audit.refuse_line_change();

create function audit.refuse_seal_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.subject_salt is null
       and (new.seq, new.line_id, new.subject_digest, new.hash)
           is not distinct from (old.seq, old.line_id, old.subject_digest, old.hash) then
        return new;
    end if;
    raise exception 'seals are append-only';
end $$;

create trigger seal_append_only before update or delete on audit.seal
    for each row execute function audit.refuse_seal_change();

create trigger line_not_truncated before truncate on audit.line
    for each statement execute function audit.refuse_change();

create trigger seal_not_truncated before truncate on audit.seal
    for each statement execute function audit.refuse_change();

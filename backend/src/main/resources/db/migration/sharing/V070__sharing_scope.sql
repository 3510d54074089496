create schema sharing;

-- In which scopes a resource's published version may be found and read. A scope id is stable text, so that search
-- documents carry it unchanged: school:<uuid>, collective:<uuid>, district, public.
create table sharing.scope (
    resource_id uuid        not null,
    scope_id    text        not null,
    since       timestamptz not null,
    primary key (resource_id, scope_id)
);

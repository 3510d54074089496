-- Events by month of their time: old months are dropped as tables, and a term reads its months only. A unique index
-- over partitions must contain the time, so that each event counts once is held by a table of keys beside them.
create table usage.event_key (
    actor_id uuid        not null,
    event_id uuid        not null,
    at       timestamptz not null,
    primary key (actor_id, event_id)
);

alter table usage.event rename to event_before;
alter index usage.event_use rename to event_before_use;
alter index usage.event_pkey rename to event_before_pkey;

create table usage.event (
    actor_id         uuid             not null,
    event_id         uuid             not null,
    resource_id      uuid             not null,
    verb             text             not null
        check (verb in ('VIEW', 'DOWNLOAD', 'PREVIEW', 'COLLECT', 'CLASS_USE', 'ADAPT')),
    at               timestamptz      not null,
    received_at      timestamptz      not null,
    school_id        uuid,
    client           boolean          not null,
    source           text             not null check (source in ('DOOR', 'REPORTED')),
    counted          boolean          not null,
    duration_seconds integer,
    fraction         double precision,
    class_id         text,
    session_id       text,
    on_behalf_of     text,
    -- The sender's program names itself like a robot; the name itself is not kept.
    robot            boolean          not null default false
) partition by range (at);

create index event_use on usage.event (resource_id, actor_id, verb, at);

-- Whatever no month was made for: simulated time, and clocks that are wrong within the limits of the door.
create table usage.event_other partition of usage.event default;

-- Makes the month that a day lies in, unless it is there; months begin at midnight UTC. Rows that came too early move.
create function usage.ensure_month(day date) returns void language plpgsql as $$
declare
    month date := cast(date_trunc('month', day) as date);
    name  text := 'event_' || to_char(month, 'YYYYMM');
begin
    if to_regclass('usage.' || name) is not null then
        return;
    end if;
    create temp table moved on commit drop as
        select * from usage.event_other where at >= (month::timestamp at time zone 'UTC')
           and at < ((month + interval '1 month')::timestamp at time zone 'UTC');
    delete from usage.event_other where at >= (month::timestamp at time zone 'UTC')
       and at < ((month + interval '1 month')::timestamp at time zone 'UTC');
    execute format('create table usage.%I partition of usage.event for values from (%L) to (%L)', name,
                   month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
    insert into usage.event select * from moved;
    drop table moved;
end
$$;

select usage.ensure_month(cast(month as date))
  from generate_series(cast('2025-01-01' as timestamp), cast('2027-12-01' as timestamp), interval '1 month') as month;

insert into usage.event_key (actor_id, event_id, at) select actor_id, event_id, at from usage.event_before;
insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id, client, source, counted,
                         duration_seconds, fraction, class_id, session_id, on_behalf_of)
select actor_id, event_id, resource_id, verb, at, received_at, school_id, client, source, counted,
       duration_seconds, fraction, class_id, session_id, on_behalf_of
  from usage.event_before;
drop table usage.event_before;

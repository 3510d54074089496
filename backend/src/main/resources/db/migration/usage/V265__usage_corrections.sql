-- What takes a use out again: a statement that voids another, and people who judge a spike. Events themselves stay as
-- they came.
create table usage.event_void (
    actor_id     uuid        not null,
    event_id     uuid        not null,
    -- The statement that voids it.
    statement_id uuid        not null,
    voided_at    timestamptz not null,
    primary key (actor_id, event_id)
);

-- Each decision about a day of unusual use (DOMAIN 4.3 C8) is a row; the latest one holds in every later cleaning.
create table usage.spike_decision (
    resource_id uuid        not null,
    day         date        not null,
    revision    bigint      not null,
    excluded    boolean     not null,
    reason      text        not null,
    decided_by  uuid        not null,
    decided_at  timestamptz not null,
    primary key (resource_id, day, revision)
);

-- What came after a cleaning, and would count in a restatement only.
create index event_received on usage.event using brin (received_at);

-- The secret that holds in every term, made once.
insert into usage.term_salt (term, salt)
values ('', decode(replace(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), '-', ''),
                   'hex'));

-- Persons become keys in this table, too: it is filled again from the events when the application starts.
delete from usage.clean_use;
comment on column usage.clean_use.user_key is 'HMAC of a person''s id; for a school''s system of its id with the name it gave';

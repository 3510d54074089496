-- 线上留言: what people write to the library, and what became of it.
create table usage.message (
    id          uuid        primary key,
    topic       text        not null
        check (topic in ('ERROR', 'REQUEST', 'RIGHTS', 'PRIVACY', 'PRAISE', 'OTHER')),
    resource_id uuid,
    -- Of a request (求资源): what is missing where.
    subject     text,
    grade       text,
    body        text        not null,
    contact     text,
    author_id   uuid        not null,
    school_id   uuid,
    state       text        not null
        check (state in ('NEW', 'TRIAGED', 'ASSIGNED', 'ANSWERED', 'CLOSED', 'REOPENED')),
    assignee_id uuid,
    -- An error that the triage confirmed lowers the resource's health until it is fixed.
    defect      text        not null default 'NONE' check (defect in ('NONE', 'CONFIRMED', 'FIXED')),
    created_at  timestamptz not null,
    triage_due  timestamptz not null,
    answer_due  timestamptz not null,
    done_due    timestamptz not null,
    triaged_at  timestamptz,
    answered_at timestamptz,
    closed_at   timestamptz,
    -- The clock that was told of last: 1 triage, 2 first answer, 3 done.
    told_clock  smallint    not null default 0,
    revision    bigint      not null default 1
);

create index message_open on usage.message (id) where state <> 'CLOSED';
create index message_author on usage.message (author_id, id);
create index message_defect on usage.message (resource_id) where defect = 'CONFIRMED';
create index message_request on usage.message (subject, grade, created_at) where topic = 'REQUEST';

create table usage.message_reply (
    id         uuid        primary key,
    message_id uuid        not null references usage.message (id),
    author_id  uuid        not null,
    staff      boolean     not null,
    body       text        not null,
    created_at timestamptz not null
);

create index message_reply_message on usage.message_reply (message_id, id);

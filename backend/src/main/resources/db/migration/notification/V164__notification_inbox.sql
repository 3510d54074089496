create schema notification;

-- What a person was told. The texts are made when they are read, in the reader's language.
create table notification.item (
    id         uuid        primary key,
    person_id  uuid        not null,
    topic      text        not null,
    subject_id uuid        not null,
    path       text        not null,
    arguments  text[]      not null,
    at         timestamptz not null,
    read_at    timestamptz,
    -- NONE: not by mail; NOW and DAILY: still to be mailed; SENT; FAILED after the last try.
    mail       text        not null check (mail in ('NONE', 'NOW', 'DAILY', 'SENT', 'FAILED')),
    tries      smallint    not null default 0,
    next_try   timestamptz,
    -- Streams read on from a transaction, because commits do not come in the order of ids.
    tx         xid8        not null default pg_current_xact_id()
);

create index item_person on notification.item (person_id, id desc);
create index item_unread on notification.item (person_id) where read_at is null;
create index item_stream on notification.item (person_id, tx, id);
create index item_mail on notification.item (mail, next_try) where mail in ('NOW', 'DAILY');

-- Who has none goes by the defaults.
create table notification.setting (
    person_id  uuid   primary key,
    language   text   not null check (language in ('zh', 'en')),
    email      text,
    -- topic group → OFF, INBOX, AT_ONCE, DAILY
    channels   jsonb  not null,
    revision   bigint not null default 1
);

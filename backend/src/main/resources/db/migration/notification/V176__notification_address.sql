-- An address that a person gave and that has not answered yet. Nothing but the code is mailed to it.
create table notification.address (
    person_id  uuid        primary key,
    email      text        not null,
    code       text        not null,
    expires_at timestamptz not null,
    tries      smallint    not null default 0,
    -- null as soon as the code is sent
    next_send  timestamptz,
    -- How many codes were asked for since, so that nobody mails strangers through us.
    asked      smallint    not null default 1,
    asked_from timestamptz not null
);

create index address_next on notification.address (next_send) where next_send is not null;

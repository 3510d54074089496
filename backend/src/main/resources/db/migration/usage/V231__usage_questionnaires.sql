-- 问卷: what was asked, who has answered, and the answers. In an anonymous one the last two cannot be joined.
create table usage.questionnaire (
    id          uuid        primary key,
    title       text        not null,
    audience    text        not null check (audience in ('TEACHER', 'STUDENT', 'PARENT', 'MANAGER')),
    anonymous   boolean     not null,
    items       jsonb       not null,
    target_kind text        not null check (target_kind in ('RESOURCE', 'COLLECTION', 'PLATFORM', 'PAIRING')),
    target_id   uuid,
    opens_at    timestamptz not null,
    closes_at   timestamptz not null,
    created_by  uuid        not null,
    created_at  timestamptz not null,
    -- With it a person's mark in the table below is made; forgotten after the close, so nobody can make them again.
    salt        bytea,
    check (opens_at < closes_at),
    check ((target_kind = 'PLATFORM') = (target_id is null))
);

create index questionnaire_window on usage.questionnaire (closes_at);

create table usage.questionnaire_answered (
    questionnaire_id uuid  not null references usage.questionnaire (id),
    person_mark      bytea not null,
    primary key (questionnaire_id, person_mark)
);

-- Pupils and parents have no account: a teacher hands out a code for a class.
create table usage.questionnaire_link (
    code             text        primary key,
    questionnaire_id uuid        not null references usage.questionnaire (id),
    teacher_id       uuid        not null,
    school_id        uuid,
    label            text        not null,
    most             integer     not null check (most between 1 and 100),
    used             integer     not null default 0,
    created_at       timestamptz not null,
    check (used <= most)
);

create index questionnaire_link_questionnaire on usage.questionnaire_link (questionnaire_id);

-- The day, not the moment: the moment would give away who it was.
create table usage.questionnaire_response (
    id               uuid  primary key default gen_random_uuid(),
    questionnaire_id uuid  not null references usage.questionnaire (id),
    person_id        uuid,
    area             text,
    answers          jsonb not null,
    answered_on      date  not null
);

create index questionnaire_response_questionnaire on usage.questionnaire_response (questionnaire_id);

create schema search;

-- The feed of the index: one row a resource, only ids and numbers. seq is the document's external version; what has
-- indexed_seq < seq is still to be sent. Rows stay for ever, so that a sequence never starts anew.
create table search.document (
    resource_id   uuid        primary key,
    seq           bigint      not null,
    indexed_seq   bigint      not null default 0,
    queued_at     timestamptz not null,
    claimed_until timestamptz,
    attempts      integer     not null default 0,
    last_error    text
);

create index document_due on search.document (queued_at) where indexed_seq < seq;

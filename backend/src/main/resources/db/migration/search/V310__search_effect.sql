-- A published evaluation changes what the index shows of resources: they are fed again batch by batch. cursor: how far
-- that is.
create table search.effect_refresh (
    one    boolean primary key default true check (one),
    wanted boolean not null default false,
    cursor uuid
);
insert into search.effect_refresh default values;

-- Every rebuild notes in each row what the new index holds of it. With room left on its page the new row version stays
-- there, and no index is touched.
alter table search.document set (fillfactor = 70);

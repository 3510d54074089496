-- A hearing that began in another system: who nominated there is not known here.
alter table retirement.hearing add column taken_over boolean not null default false;
alter table retirement.hearing drop constraint hearing_check;
alter table retirement.hearing add constraint hearing_nominated
    check (state in ('PROPOSED', 'DISMISSED') or nominated_by is not null or taken_over);

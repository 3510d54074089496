-- Days of the district's calendar that are not what their weekday says: holidays, and weekends worked in return.
create table shared.calendar_day (
    day     date primary key,
    kind    text not null check (kind in ('OFF', 'WORK')),
    name_zh text,
    name_en text
);

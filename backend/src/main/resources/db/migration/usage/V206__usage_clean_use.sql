-- Clean use (DOMAIN 4.3): for each teacher, resource and week the one event that weighs most, so that a repeat, a double
-- click or a hundred previews change nothing. Author's school, subject and grades stand beside it as they were when it
-- was used: what is added up by district, school and cell is added up in this table alone.
create table usage.clean_use (
    week            date    not null,
    resource_id     uuid    not null,
    -- A person's id; for a school's system its id with the name it gave.
    user_key        text    not null collate "C",
    school_id       uuid    not null,
    owner_school_id uuid    not null,
    subject         text,
    grades          text[]  not null,
    -- DOMAIN 2.6; half of it within the author's own school.
    weight          numeric(4, 3) not null check (weight > 0),
    primary key (week, resource_id, user_key)
);

create index clean_use_user on usage.clean_use (user_key, resource_id);
create index clean_use_school on usage.clean_use (school_id, resource_id);

-- Names by which robots give themselves away, loaded from seeds/usage/robots.csv.
create table usage.robot (
    pattern text primary key
);

-- With which persons become opaque keys; a key can be compared within its term and never after.
create table usage.term_salt (
    term text  primary key,
    salt bytea not null
);

-- One cleaning of one window by one version of the rules (DOMAIN 4.3). Later runs leave earlier ones as they are.
create table usage.cleaning_run (
    id          uuid        primary key,
    rules       text        not null,
    term        text        not null,
    first_week  date        not null,
    weeks       integer     not null,
    events      bigint      not null,
    cleaned_at  timestamptz not null
);

-- How many events each rule took out of a resource's use.
create table usage.excluded_use (
    run_id      uuid   not null references usage.cleaning_run on delete cascade,
    resource_id uuid   not null,
    rule        text   not null,
    reason      text   not null,
    events      bigint not null,
    primary key (run_id, resource_id, rule, reason)
);

-- What a teacher did with a resource in a week: its heaviest use. "week" counts from 1 at the run's first week.
create table usage.weekly_use (
    run_id      uuid             not null references usage.cleaning_run on delete cascade,
    resource_id uuid             not null,
    person_key  bytea            not null,
    week        smallint         not null,
    school_id   uuid             not null,
    weight      double precision not null,
    -- Collected, used in class or adapted.
    deep        boolean          not null,
    primary key (run_id, resource_id, person_key, week)
);

-- Days on which a resource was used far more than usual: a prompt for people, never taken out by itself.
create table usage.spike (
    run_id      uuid             not null references usage.cleaning_run on delete cascade,
    resource_id uuid             not null,
    day         date             not null,
    units       bigint           not null,
    usual       double precision not null,
    primary key (run_id, resource_id, day)
);

-- Clean units of the latest run, by day in the district's zone.
create table usage.daily_use (
    day         date   not null,
    resource_id uuid   not null,
    school_id   uuid   not null,
    verb        text   not null,
    units       bigint not null,
    primary key (day, resource_id, school_id, verb)
);

create index daily_use_resource on usage.daily_use (resource_id, day);

-- A suspended appointment opens nothing until it is reinstated; who did it and why stays readable to the person.
alter table organisation.appointment
    add column suspended_at      timestamptz,
    add column suspended_by      uuid references organisation.person,
    add column suspension_reason text,
    add check ((suspended_at is null) = (suspension_reason is null));

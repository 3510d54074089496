-- Tasks also go back to all when the appointment that opened them ends or is suspended.
alter table worklist.handover
    drop constraint handover_cause_check,
    add constraint handover_cause_check
        check (cause in ('REASSIGNED', 'RETURNED', 'ABSENCE', 'OVERDUE', 'CONFLICT', 'APPOINTMENT', 'ASSIGNED'));

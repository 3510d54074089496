package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.List;
import org.coursewarecommons.organisation.Appointment;

/**
 * How busy a reviewer is (DT-R2).
 *
 * @param open score sheets the person holds
 * @param overdue of them, those past their date
 * @param capacity how many the person takes
 * @param away on leave today
 */
record Load(int open, int overdue, int capacity, boolean away) {

    static final String OPEN_TASKS = "open-tasks";
    static final String OVERDUE_TASKS = "overdue-tasks";
    static final String ON_LEAVE = "on-leave";
    private static final int MOST_OVERDUE = 3;

    static final Load NONE = new Load(0, 0, Appointment.MOST_TASKS, false);

    /** The rules by which the person takes no further score sheet now; empty when they may. */
    List<String> rules() {
        List<String> rules = new ArrayList<>();
        if (away) {
            rules.add(ON_LEAVE);
        }
        if (open >= capacity) {
            rules.add(OPEN_TASKS);
        }
        if (overdue >= MOST_OVERDUE) {
            rules.add(OVERDUE_TASKS);
        }
        return rules;
    }
}

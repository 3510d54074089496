package org.coursewarecommons.supply;

import java.util.List;

/** Where the district's shelf is empty, and how badly something is missing there (DOMAIN 5.1, EQ6 and EQ7). */
public interface Gaps {

    /** All cells of subject × grade that the plan has, in the order of the plan. */
    List<Gap> cells();

    /** The uncovered ones, most pressing first. */
    List<Gap> open();

    /**
     * @param live items that the whole district may use
     * @param any items of any scope
     * @param small a subject with few teachers
     * @param ruralShortage share of the rural schools with that grade that have no full post for the subject, estimated
     * @param requests how often teachers asked for it within a year (求资源)
     * @param openCommissions asked of a school and not fulfilled yet
     * @param priority 0 when covered
     */
    record Gap(
            String subject,
            String grade,
            long live,
            long any,
            boolean small,
            double ruralShortage,
            long requests,
            long openCommissions,
            double priority) {

        public boolean covered() {
            return live > 0;
        }
    }
}

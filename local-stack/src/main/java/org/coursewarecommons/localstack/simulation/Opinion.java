package org.coursewarecommons.localstack.simulation;

import java.time.LocalDate;

/** Stars of a teacher who has used an item. @param day of the use that they follow */
record Opinion(String person, String item, int stars, LocalDate day) {}

package org.coursewarecommons.catalog;

import java.time.LocalDate;
import java.util.Optional;

/** Whether the district still teaches by what a resource is bound to. */
public interface Adoption {

    /** What of its book or standards is no longer adopted on a day, so that it is superseded; empty while it is not. */
    Optional<Ended> ended(ResourceMetadata metadata, LocalDate day);

    /** @param taxonomy textbooks, editions or standards */
    record Ended(String taxonomy, String code) {}
}

package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What left the shelf and what came back, for figures. Each method sends one statement. */
public interface Departures {

    /** Retired between two moments, the second one excluded, whether or not they came back; in their order. */
    List<Departure> retired(Instant from, Instant until);

    /** Restored between two moments, with the reason for which they had left. */
    List<Departure> restored(Instant from, Instant until);

    /** @param title empty where a tombstone must not show it */
    record Departure(UUID resourceId, UUID schoolId, String title, String subject, String reasonCode, Instant at) {}
}

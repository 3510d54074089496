package org.coursewarecommons.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody read the page of a live resource through our door. No event of the record: a page is read more often than
 * everything else together.
 *
 * @param actorId person or school client
 * @param schoolId to whom the use is booked; null for staff of the district
 * @param client true for a school's system, false for a person
 */
public record ResourceViewed(UUID resourceId, UUID actorId, @Nullable UUID schoolId, boolean client) {}

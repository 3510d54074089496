package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Clean use of a window of weeks, made once from the raw events and then frozen: what an evaluation goes by. Persons
 * are opaque keys in it. It says how far resources were adopted and not what was learnt.
 */
public interface CleanWindows {

    /**
     * Cleans a window. A run of the same id is replaced, so that a second try leaves what the first would have.
     *
     * @param involved uses that were duty: these persons, of these resources
     * @param staff persons whose uses are never counted
     */
    Counts clean(Window window, Collection<Item> items, Collection<Involved> involved, Set<UUID> staff);

    /**
     * Sums of a run by resource; a resource without any is missing.
     *
     * @param circles by school, the schools that stand in a collective with it
     */
    Map<UUID, Sums> sums(UUID runId, Collection<Season> seasons, Map<UUID, Set<UUID>> circles, Set<UUID> ruralSchools);

    /** Sum and number of the ratings given until a day, by resource; one without any is missing. */
    Map<UUID, Stars> stars(Collection<UUID> resourceIds, LocalDate until);

    /**
     * @param term with whose salt persons become keys
     * @param firstWeek a Monday in the district's zone
     * @param weeks how many
     */
    record Window(UUID runId, String term, LocalDate firstWeek, int weeks) {}

    /** @param authors whose use of it does not count */
    record Item(UUID resourceId, UUID schoolId, Set<UUID> authors) {

        public Item {
            authors = Set.copyOf(authors);
        }
    }

    /** A person who had to look into a resource, for example to review it. */
    record Involved(UUID resourceId, UUID personId) {}

    /** @param weeks one character for each week of the window, 1 when the resource can be taught in it, else 0 */
    record Season(UUID resourceId, UUID schoolId, String weeks) {}

    /** @param excluded events by reason */
    record Counts(long events, Map<String, Long> excluded) {}

    /** @param sum of the stars */
    record Stars(double sum, int ratings) {}

    /**
     * @param use weighted, in teacher-weeks of the season
     * @param outside the part from outside the author's circle of schools
     * @param rural the part from rural schools
     * @param prior users who could have come back: their first week was not the last of the season
     * @param returning those of them who did
     * @param views of its page, in and out of season
     * @param spikes days that people should look at
     * @param excluded events by reason
     */
    record Sums(
            double use,
            double outside,
            double rural,
            int schools,
            int users,
            int deep,
            int prior,
            int returning,
            long views,
            int spikes,
            Map<String, Long> excluded) {}
}

package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Clean use in teacher-weeks (DOMAIN 4.3): what a teacher did with a resource in a week counts by its heaviest event, half
 * within the author's own school, not at all for contributors, previews of under a minute, and systems that name nobody.
 * It says how far a resource was adopted, not what was learnt by it.
 *
 * <p>Spans are given by Mondays in the district's time zone, both ends included. Each method sends one statement.
 */
public interface CleanUse {

    /** Sums between schools: at most one row a pair of schools. */
    List<Flow> bySchools(LocalDate fromWeek, LocalDate untilWeek);

    /** The same by subject, for the users of some schools. */
    List<Flow> bySubject(Collection<UUID> userSchoolIds, LocalDate fromWeek, LocalDate untilWeek);

    /** Sums by subject, grade and school of the users; what is for two grades counts for both. */
    List<Cell> byCells(LocalDate fromWeek, LocalDate untilWeek);

    /** Teacher-weeks since a week by resource; without any it is missing. */
    Map<UUID, Double> of(Collection<UUID> resourceIds, LocalDate fromWeek);

    /** Resources that the person used at any time. */
    Set<UUID> usedBy(UUID personId);

    /** Resources that anybody at the school used since a week. */
    Set<UUID> usedAt(UUID schoolId, LocalDate fromWeek);

    /** What the person teaches, to judge by what they used: most used first. */
    List<Taste> tastes(UUID personId);

    /** Adds up anew what the raw events say of these resources. */
    void rebuild(Collection<UUID> resourceIds);

    /**
     * @param ownerSchoolId whose resources
     * @param userSchoolId whose teachers
     * @param subject null when the sum is over all, or none is known
     */
    record Flow(UUID ownerSchoolId, UUID userSchoolId, @Nullable String subject, double weight) {}

    /** One cell of subject × grade. */
    record Cell(String subject, String grade, UUID userSchoolId, double weight) {}

    /** @param weight teacher-weeks */
    record Taste(String subject, String grade, double weight) {}
}

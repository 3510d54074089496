package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All schools and pairings at once, each with one statement: for figures about the district. */
public interface Schools {

    /** As they are today, by code. */
    List<School> all();

    /** Groups and alliances by id. */
    Map<UUID, OrganisationUnit> collectives();

    /** Lead school of each group and alliance today, by the collective's id. */
    Map<UUID, UUID> leads();

    /** Pairings with a day in common with the span, by id. */
    List<Pairing> pairings(LocalDate from, LocalDate until);

    /** What pairings planned and held in the span, both days in it; one without any event is missing. */
    Map<UUID, Activity> activity(LocalDate from, LocalDate until);

    /**
     * @param area URBAN, TOWN or RURAL
     * @param type PRIMARY, JUNIOR or NINE (grades 1–9)
     * @param teachers 0 when not known
     * @param tier STRONG, ORDINARY or WEAK
     */
    record School(
            UUID id,
            String code,
            String name,
            UUID townId,
            String townName,
            String area,
            String type,
            int teachers,
            @Nullable String tier,
            Set<UUID> collectiveIds) {

        public School {
            collectiveIds = Set.copyOf(collectiveIds);
        }
    }

    /** @param subject the weak subject it is for; null means all */
    record Pairing(
            UUID id,
            UUID leadSchoolId,
            UUID aidedSchoolId,
            @Nullable UUID collectiveId,
            @Nullable String subject,
            LocalDate from,
            @Nullable LocalDate until) {

        public boolean activeOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /**
     * @param planned events with their day in the span
     * @param held those of them at which both sides signed in
     * @param inSubject those held that were in the subject of the pairing
     */
    record Activity(UUID pairingId, long planned, long held, long inSubject) {}
}

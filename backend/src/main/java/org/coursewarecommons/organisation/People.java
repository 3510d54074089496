package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** Persons and their appointments as they are today. */
public interface People {

    /** Missing ids are left out. */
    Map<UUID, PersonSummary> byIds(Collection<UUID> ids);

    /** By code; unknown codes are left out. */
    Map<String, PersonSummary> byCodes(Collection<String> codes);

    List<Appointment> appointments(UUID personId);

    /** Everybody who holds the role today, once for each of their appointments to it; by person. */
    List<Appointee> appointed(Role role);

    /** The person's leave, when they are away today. */
    Optional<Absence> absence(UUID personId);

    /** Everybody who is away today. */
    List<Absence> absences();

    /** @param area URBAN, TOWN or RURAL by the school; null for staff of the district */
    record Appointee(
            UUID personId, String name, @Nullable UUID schoolId, @Nullable String area, Appointment appointment) {}

    /**
     * @param standInId gets the tasks; null when they go back to all
     * @param until the first day on which the person is back
     */
    record Absence(UUID personId, @Nullable UUID standInId, LocalDate until) {}

    /** @param schoolId null for staff of the district */
    record PersonSummary(UUID id, String code, String name, @Nullable UUID schoolId) {}
}

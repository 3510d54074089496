package org.coursewarecommons.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Persons and their appointments as they are today. */
public interface People {

    /** Missing ids are left out. */
    Map<UUID, PersonSummary> byIds(Collection<UUID> ids);

    /** By code; unknown codes are left out. */
    Map<String, PersonSummary> byCodes(Collection<String> codes);

    List<Appointment> appointments(UUID personId);

    /** @param schoolId null for staff of the district */
    record PersonSummary(UUID id, String code, String name, @Nullable UUID schoolId) {}
}

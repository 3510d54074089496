package org.coursewarecommons.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The district's structure as it is today. */
public interface Organisations {

    OrganisationUnit district();

    Optional<OrganisationUnit> find(UUID id);

    Map<UUID, OrganisationUnit> byIds(Collection<UUID> ids);

    /** By code; unknown codes are left out. */
    Map<String, OrganisationUnit> byCodes(Collection<String> codes);

    /** Every school, in the order of their codes. */
    List<OrganisationUnit> schools();

    /** Groups and alliances that the school belongs to today. */
    Set<UUID> collectivesOf(UUID schoolId);

    /** The same for many schools; one without a collective is missing. */
    Map<UUID, Set<UUID>> collectivesOf(Collection<UUID> schoolIds);

    /** Schools in an active pairing with this one, on either side. */
    Set<UUID> pairedWith(UUID schoolId);

    /**
     * The group or alliance whose own system calls; empty for a school's system, a person or an unknown id.
     *
     * @param clientId the {@code id} of an {@link org.coursewarecommons.identity.Actor} that is a client
     */
    Optional<UUID> collectiveOfClient(UUID clientId);
}

package org.coursewarecommons.review;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Organisations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who stands too near to a resource to review it (DT-R2): its contributors and everybody of schools paired with the
 * owner's always; above school level also everybody of the owner's school; at district level everybody of the owner's
 * collectives.
 */
@Component
class Conflicts {

    static final String AUTHOR = "author";
    static final String SAME_SCHOOL = "same-school";
    static final String PAIRED_SCHOOL = "paired-school";
    static final String SAME_COLLECTIVE = "same-collective";

    private final Organisations organisations;

    Conflicts(Organisations organisations) {
        this.organisations = organisations;
    }

    /** The scopes in conflict with the rule that says so, as of now. */
    Map<String, String> exclusions(Level level, UUID schoolId, Set<UUID> contributorIds) {
        Map<String, String> scopes = new LinkedHashMap<>();
        contributorIds.forEach(id -> scopes.put("person:" + id, AUTHOR));
        if (level != Level.L1) {
            scopes.put("school:" + schoolId, SAME_SCHOOL);
        }
        organisations.pairedWith(schoolId).forEach(id -> scopes.putIfAbsent("school:" + id, PAIRED_SCHOOL));
        if (level == Level.L3) {
            organisations.collectivesOf(schoolId).forEach(id -> scopes.put("collective:" + id, SAME_COLLECTIVE));
        }
        return scopes;
    }

    /** The rule that stands against a person; empty when none does. */
    Optional<String> rule(
            Level level, UUID schoolId, Set<UUID> contributorIds, UUID personId, @Nullable UUID personsSchoolId) {
        Set<String> standing = new HashSet<>();
        standing.add("person:" + personId);
        if (personsSchoolId != null) {
            standing.add("school:" + personsSchoolId);
            organisations.collectivesOf(personsSchoolId).forEach(id -> standing.add("collective:" + id));
        }
        return exclusions(level, schoolId, contributorIds).entrySet().stream()
                .filter(exclusion -> standing.contains(exclusion.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

package org.coursewarecommons.retirement;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may act in a hearing: nobody of the authors, of their school or of their collective, and nobody who has acted in
 * it already.
 */
@Component
class HearingRules {

    static final String TOOK_PART = "took-part";

    private final HearingRecords records;
    private final People people;
    private final Organisations organisations;

    HearingRules(HearingRecords records, People people, Organisations organisations) {
        this.records = records;
        this.people = people;
        this.organisations = organisations;
    }

    /**
     * The scopes in conflict with the rule that says so.
     *
     * @param again parts that one may take again: a second call asks the same persons
     */
    Map<String, String> exclusions(Hearing hearing, HearingRecords.Part... again) {
        Map<String, String> scopes = new LinkedHashMap<>();
        hearing.authorIds().forEach(id -> scopes.put("person:" + id, "author"));
        scopes.put("school:" + hearing.schoolId(), "same-school");
        organisations
                .collectivesOf(hearing.schoolId())
                .forEach(id -> scopes.put("collective:" + id, "same-collective"));
        Set<HearingRecords.Part> allowed = EnumSet.noneOf(HearingRecords.Part.class);
        allowed.addAll(List.of(again));
        records.parts(hearing.id()).forEach((person, parts) -> {
            if (!allowed.containsAll(parts)) {
                scopes.putIfAbsent("person:" + person, TOOK_PART);
            }
        });
        return scopes;
    }

    /** The rule that stands against a person; empty when none does. */
    Optional<String> rule(Hearing hearing, UUID personId, @Nullable UUID schoolId, HearingRecords.Part... again) {
        return broken(exclusions(hearing, again), personId, schoolId);
    }

    /** Those who hold the role and may act. */
    List<People.Appointee> seated(Hearing hearing, Role role, HearingRecords.Part... again) {
        Map<String, String> exclusions = exclusions(hearing, again);
        return people.appointed(role).stream()
                .filter(member ->
                        broken(exclusions, member.personId(), member.schoolId()).isEmpty())
                .toList();
    }

    private Optional<String> broken(Map<String, String> exclusions, UUID personId, @Nullable UUID schoolId) {
        Set<String> standing = new HashSet<>();
        standing.add("person:" + personId);
        if (schoolId != null) {
            standing.add("school:" + schoolId);
            organisations.collectivesOf(schoolId).forEach(id -> standing.add("collective:" + id));
        }
        return exclusions.entrySet().stream()
                .filter(exclusion -> standing.contains(exclusion.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

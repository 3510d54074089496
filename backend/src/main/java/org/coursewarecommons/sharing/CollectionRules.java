package org.coursewarecommons.sharing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.CollectionBodies.Edit;
import org.coursewarecommons.sharing.CollectionBodies.Level;
import org.coursewarecommons.sharing.CollectionBodies.NewItem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a collection may hold, who may edit it and to whom it may be open. */
@Component
class CollectionRules {

    private final Organisations organisations;
    private final People people;

    CollectionRules(Organisations organisations, People people) {
        this.organisations = organisations;
        this.people = people;
    }

    /** @throws ProblemException 422 naming each item that the caller may not see or has named twice */
    static void requireVisible(List<NewItem> items, Set<UUID> visible) {
        List<Fault> faults = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            UUID id = items.get(i).resourceId();
            if (!visible.contains(id)) {
                faults.add(Fault.of("/items/" + i + "/resourceId", "unknown-item"));
            } else if (!seen.add(id)) {
                faults.add(Fault.of("/items/" + i + "/resourceId", "twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** Those besides the owner. @throws ProblemException 422 for unknown persons */
    Set<UUID> members(List<UUID> personIds, String pointer, UUID ownerId) {
        Set<UUID> members = new LinkedHashSet<>(personIds);
        Set<UUID> known = people.byIds(members).keySet();
        for (int i = 0; i < personIds.size(); i++) {
            if (!known.contains(personIds.get(i))) {
                throw ProblemException.invalid(pointer + "/" + i, "unknown-person");
            }
        }
        members.remove(ownerId);
        return members;
    }

    /** @throws ProblemException 422 for collectives that the school is not in */
    Set<String> scopes(Edit content, @Nullable UUID schoolId) {
        if (content.level() == Level.PRIVATE) {
            return Set.of();
        }
        if (content.level() == Level.DISTRICT) {
            return Set.of(StoredVisibility.DISTRICT);
        }
        if (schoolId == null) {
            throw ProblemException.invalid("/level", "no-school");
        }
        Set<String> scopes = new TreeSet<>(Set.of(StoredVisibility.school(schoolId)));
        if (content.level() == Level.COLLECTIVE) {
            Set<UUID> own = organisations.collectivesOf(schoolId);
            List<UUID> chosen = content.collectiveIds() == null ? List.of() : content.collectiveIds();
            for (int i = 0; i < chosen.size(); i++) {
                if (!own.contains(chosen.get(i))) {
                    throw ProblemException.invalid("/collectiveIds/" + i, "not-own-collective");
                }
            }
            (chosen.isEmpty() ? own : chosen).forEach(id -> scopes.add(StoredVisibility.collective(id)));
        }
        return scopes;
    }
}

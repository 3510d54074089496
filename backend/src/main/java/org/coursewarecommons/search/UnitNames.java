package org.coursewarecommons.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coursewarecommons.organisation.Organisations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Names of schools and collectives for facets, kept so that a page of hits costs no query for them; a few seconds old at
 * most. There are some hundred.
 */
@Component
class UnitNames {

    private final Organisations organisations;
    private final Map<UUID, String> names = new ConcurrentHashMap<>();

    UnitNames(Organisations organisations) {
        this.organisations = organisations;
    }

    /** By id, as text; an unknown one is missing. */
    Map<String, String> of(Collection<String> ids) {
        List<UUID> unknown = ids.stream()
                .map(UUID::fromString)
                .filter(id -> !names.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            read(unknown);
        }
        Map<String, String> found = new HashMap<>();
        ids.forEach(id -> {
            String name = names.get(UUID.fromString(id));
            if (name != null) {
                found.put(id, name);
            }
        });
        return found;
    }

    @Scheduled(fixedDelay = 5_000)
    void refresh() {
        if (!names.isEmpty()) {
            read(names.keySet());
        }
    }

    private void read(Collection<UUID> ids) {
        organisations.byIds(ids).forEach((id, unit) -> names.put(id, unit.name()));
    }
}

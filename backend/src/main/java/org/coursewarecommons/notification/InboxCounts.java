package org.coursewarecommons.notification;

import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.MeCounts;
import org.springframework.stereotype.Component;

/** How many notices a person has not read. */
@Component
class InboxCounts implements MeCounts {

    private final ItemRows items;

    InboxCounts(ItemRows items) {
        this.items = items;
    }

    @Override
    public Map<String, Integer> of(UUID personId) {
        return Map.of("inbox", Math.toIntExact(items.count(personId, true)));
    }
}

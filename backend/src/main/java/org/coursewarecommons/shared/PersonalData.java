package org.coursewarecommons.shared;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a module keeps of a person: shown when they ask what is kept of them, forgotten when they are erased. Collected as
 * a list, like {@link MeCounts}.
 */
public interface PersonalData {

    /** No section of an export has more rows; what goes beyond is counted. */
    int MOST = 10_000;

    /** Rows by section: names in lower case, values as JSON can hold them. Reads only. */
    Map<String, List<Map<String, Object>>> of(UUID personId);

    /**
     * What must be settled before the person can be erased: kind → how many, such as {@code openTasks}. Empty when
     * nothing stands in the way.
     */
    default Map<String, Long> unsettled(UUID personId) {
        return Map.of();
    }

    /**
     * Forgets what is nobody else's business and takes the name off the rest, in the caller's transaction. The person's
     * id stays where it is: after the erasure it leads to nobody.
     */
    void erase(UUID personId);
}

package org.coursewarecommons.shared;

import java.util.Map;
import java.util.UUID;

/**
 * Numbers that a module shows a person beside their name. Every module that has some provides one bean; the door {@code
 * /me} puts them together.
 */
@FunctionalInterface
public interface MeCounts {

    /**
     * @return by name: {@code myTasks} (held by the person), {@code available} (could be claimed), {@code drafts} (own
     *     resources), {@code inbox} (unread); only those that the module knows, each 0 or more
     */
    Map<String, Integer> of(UUID personId);
}

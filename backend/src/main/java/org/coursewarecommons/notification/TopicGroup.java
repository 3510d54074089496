package org.coursewarecommons.notification;

import java.util.Arrays;
import java.util.Locale;

/** The groups that a person decides about; a topic's name begins with its group's. */
enum TopicGroup {
    /** What happens to my own submissions. */
    SUBMISSION,
    /** Tasks given to me, due or taken away. */
    TASK,
    /** What I follow: new resources, searches, collections. */
    FOLLOW,
    /** Everything else. */
    GENERAL;

    static TopicGroup of(String topic) {
        String head = topic.replaceFirst("\\..*", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(group -> group.name().equals(head))
                .findFirst()
                .orElse(GENERAL);
    }
}

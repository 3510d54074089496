package org.coursewarecommons.interop.webhook;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a subscriber can be told, seen with the subscriber's own eyes. */
enum WebhookEventType {
    PUBLISHED("org.coursewarecommons.resource.published"),
    UPDATED("org.coursewarecommons.resource.updated"),
    WITHDRAWN("org.coursewarecommons.resource.withdrawn");

    private final String type;

    WebhookEventType(String type) {
        this.type = type;
    }

    /** As the CloudEvents attribute {@code type}. */
    String type() {
        return type;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(WebhookEventType::type).toList();
    }

    /**
     * What a change is to somebody: a resource that is widened to their school is new to them, one that is narrowed past
     * them is gone.
     *
     * @return empty for whoever saw nothing of it, before or after
     */
    static Optional<WebhookEventType> of(Set<String> before, Set<String> after, Set<String> standing) {
        boolean saw = !Collections.disjoint(before, standing);
        boolean sees = !Collections.disjoint(after, standing);
        if (sees) {
            return Optional.of(saw ? UPDATED : PUBLISHED);
        }
        return saw ? Optional.of(WITHDRAWN) : Optional.empty();
    }
}

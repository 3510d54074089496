package org.coursewarecommons.platform;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls a caller has in a minute, by class of route. Each backend counts for itself: with two of them a caller
 * has up to twice as many.
 *
 * @param enabled false for measurements
 * @param open calls without a token, from one address: a school's whole class may sit behind one
 * @param failedSignIns calls with a wrong token, or without the one that is needed, from one address
 * @param clients other numbers for some callers, by the token's {@code sub} and the class of route
 */
@ConfigurationProperties("courseware.limits")
record LimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1200") int read,
        @DefaultValue("300") int search,
        @DefaultValue("600") int write,
        @DefaultValue("1200") int upload,
        @DefaultValue("60") int bulk,
        @DefaultValue("600") int open,
        @DefaultValue("300") int failedSignIns,
        @DefaultValue Map<String, Map<RouteClass, Integer>> clients) {

    /** @param subject null for a caller without a token */
    int of(RouteClass route, @org.jspecify.annotations.Nullable String subject) {
        Integer own =
                subject == null ? null : clients.getOrDefault(subject, Map.of()).get(route);
        if (own != null) {
            return own;
        }
        return switch (route) {
            case READ -> read;
            case SEARCH -> search;
            case WRITE -> write;
            case UPLOAD -> upload;
            case BULK -> bulk;
            case OPEN -> open;
        };
    }
}

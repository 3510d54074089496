package org.coursewarecommons.guard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation that the application maps.
 *
 * @param key the contract's operationId, or "METHOD /path" of what the contract leaves out
 * @param template with {@code {names}}
 * @param query required parameters
 * @param bodyType media type of the body that is sent; null when there is none
 * @param example the contract's own example of a body; null when it has none
 * @param stream answers with events as they come: nothing at all, until there is one
 */
record Door(
        String key,
        String method,
        String template,
        List<String> query,
        @Nullable String bodyType,
        @Nullable String example,
        boolean stream) {

    private static final String UNKNOWN = "01900000-0000-7000-8000-000000000000";

    /** Values of names that are no ids; everything else is an id that nothing has. */
    private static final Map<String, String> NAMED = Map.of(
            "name", "stages",
            "kind", "SUBJECT",
            "target", "SX",
            "form", "E",
            "version", "1",
            "page", "1",
            "day", "2026-03-03",
            "start", "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "code", "AAAAAAAA",
            "path", "liveness");

    private static final Map<String, String> ASKED =
            Map.of("q", "a", "list", "MEMBERSHIPS", "verb", "Identify", "term", "2025S2");

    /** {@code resources} of {@code /api/v1/resources/{id}/files}: what the first id in the path is the id of. */
    String kind() {
        return template.replaceFirst("^/api/v1/", "").replaceFirst("/?\\{.*", "");
    }

    boolean takesId() {
        return template.contains("{");
    }

    boolean changes() {
        return !method.equals("GET");
    }

    /** @param ids what the fixture has: the first id of a kind under the kind, others under their names */
    String path(Map<String, String> ids) {
        StringBuilder path = new StringBuilder();
        boolean first = true;
        for (String piece : template.split("(?=\\{)|(?<=})")) {
            if (!piece.startsWith("{")) {
                path.append(piece);
                continue;
            }
            String name = piece.substring(1, piece.length() - 1)
                    .replaceFirst("^\\*", "")
                    .replaceFirst(":.*", "");
            String known = first ? ids.getOrDefault(kind(), ids.get(name)) : ids.get(name);
            path.append(known != null ? known : NAMED.getOrDefault(name, UNKNOWN));
            first = false;
        }
        for (int i = 0; i < query.size(); i++) {
            path.append(i == 0 ? '?' : '&')
                    .append(query.get(i))
                    .append('=')
                    .append(ASKED.getOrDefault(query.get(i), UNKNOWN));
        }
        return path.toString().replaceAll("/\\*\\*$", "/x");
    }
}

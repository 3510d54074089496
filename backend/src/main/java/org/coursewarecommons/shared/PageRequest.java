package org.coursewarecommons.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for: {@code ?limit=} (1–100, default 20) and {@code ?cursor=}. Controllers take it as
 * a parameter; one resolver reads and checks it.
 *
 * @param after sort key of the last item of the page before; empty for the first page
 */
public record PageRequest(int limit, List<String> after) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    private static final String SEPARATOR = "\u001f";

    public PageRequest {
        after = List.copyOf(after);
    }

    /**
     * @param limit the raw parameter, or null
     * @param cursor the raw parameter, or null
     * @throws ProblemException invalid-parameter naming {@code limit} or {@code cursor}
     */
    public static PageRequest parse(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(parseLimit(limit), cursor == null ? List.of() : decode(cursor));
    }

    /** The i-th part of the cursor's key, or null on the first page. */
    public @Nullable String after(int i) {
        return i < after.size() ? after.get(i) : null;
    }

    static String encode(List<String> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    private static int parseLimit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with the numbers out of range
        }
        throw ProblemException.invalidParameter("limit", "range", 1, MAX_LIMIT);
    }

    private static List<String> decode(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Arrays.asList(key.split(SEPARATOR, -1));
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}

package org.coursewarecommons.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Where a list sorted by code and id goes on.
 *
 * @param id decides among units of different kinds with the same code
 */
record CodeCursor(@Nullable String code, @Nullable UUID id, int limit) {

    /** The end of a query that has a where clause. */
    static final String AFTER =
            """
             and (cast(:afterCode as text) is null
                  or (code, id) > (cast(:afterCode as text) collate "C", cast(:afterId as uuid)))
             order by code, id limit :rows
            """;

    /** @throws ProblemException invalid-parameter for a cursor that another list gave */
    static CodeCursor of(PageRequest page) {
        String code = page.after(0);
        if (code != null && (page.after().size() != 2 || code.indexOf('\0') >= 0)) {
            throw invalid();
        }
        return new CodeCursor(code, id(page, 1), page.limit());
    }

    /** The i-th part of the cursor as an id; null on the first page. */
    static @Nullable UUID id(PageRequest page, int i) {
        String id = page.after(i);
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw invalid();
        }
    }

    static List<String> key(String code, UUID id) {
        return List.of(code, id.toString());
    }

    Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new HashMap<>();
        params.put("afterCode", code);
        params.put("afterId", id);
        params.put("rows", limit + 1);
        return params;
    }

    private static ProblemException invalid() {
        return ProblemException.invalidParameter("cursor", "cursor");
    }
}

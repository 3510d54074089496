package org.coursewarecommons.sharing;

import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/** Where a list sorted by id goes on. */
final class Cursor {

    private Cursor() {}

    /** Null on the first page. @throws ProblemException invalid-parameter for a cursor that another list gave */
    static @Nullable UUID id(PageRequest page) {
        String id = page.after(0);
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}

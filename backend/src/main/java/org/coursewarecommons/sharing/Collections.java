package org.coursewarecommons.sharing;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;

/** What other modules may ask of collections. */
public interface Collections {

    /** A collection never holds more. */
    int MAX_ITEMS = 500;

    /**
     * Resources in the collection, in its order, at most {@link #MAX_ITEMS}; also those that the caller may not see: whoever
     * shows them filters by scope.
     *
     * @throws ProblemException 404 when the caller may not see the collection
     */
    List<UUID> itemIds(UUID collectionId, Actor actor);

    /** Its title. @throws ProblemException 404 when the caller may not see the collection */
    String title(UUID collectionId, Actor actor);
}

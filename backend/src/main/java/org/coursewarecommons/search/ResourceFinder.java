package org.coursewarecommons.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;

/** Finding for other modules. Never asked inside a database transaction. */
public interface ResourceFinder {

    /**
     * What a search finds, in its order.
     *
     * @param parameters as the door {@code GET /search} takes them, by name
     * @param most how many ids at most; one more than is wanted tells whether there are more
     * @throws ProblemException 400 naming the parameter that is wrong, 503 when the engine does not answer
     */
    List<UUID> find(Map<String, List<String>> parameters, Actor actor, int most);
}

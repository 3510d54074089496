package org.coursewarecommons.usage;

import java.util.UUID;
import org.coursewarecommons.identity.Actor;

/** Writing to the library on a caller's behalf, for modules that take what belongs among the messages. */
public interface LibraryMessages {

    /**
     * A message that something is wrong with a resource; it is sorted and answered like every other.
     *
     * @return the message's id
     * @throws org.coursewarecommons.shared.ProblemException 404 for a resource the caller may not read
     */
    UUID error(UUID resourceId, String text, Actor actor);
}

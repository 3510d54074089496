package org.coursewarecommons.localstack.simulation;

import java.time.Instant;
import java.util.UUID;

/**
 * One use, as a client reports it.
 *
 * @param sender who reports it: code of a person or id of a client
 * @param program how the sender's program names itself; empty for an ordinary one
 * @param item key of the item
 * @param seconds how long it was open; 0 says nothing
 * @param sitting the client's name of the sitting
 * @param behalf whom a school's system acted for; empty for persons
 */
record Use(
        UUID id,
        String sender,
        String program,
        String item,
        String verb,
        Instant at,
        int seconds,
        String sitting,
        String behalf) {

    Use earlier(UUID otherId, int bySeconds) {
        return new Use(otherId, sender, program, item, verb, at.minusSeconds(bySeconds), seconds, sitting, behalf);
    }
}

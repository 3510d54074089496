package org.coursewarecommons.shared;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Something that happened, told inside the transaction in which it happened. Every domain event becomes a line of the
 * audit record, so its components hold ids, codes and numbers, never personal texts.
 */
public interface DomainEvent {

    /** The thing it happened to: a resource, a submission, a task … */
    UUID subjectId();

    /**
     * What persons should be told about an event, published beside it in the same transaction. It is no event itself:
     * the record of events holds no texts.
     *
     * @param topic {@code <group>.<what>}, a key of the message bundle {@code notification}
     * @param recipients persons; who isn't known is left out
     * @param path of the thing to look at, below {@code /api/v1}
     * @param arguments of the topic's texts, in their order: titles, numbers, codes
     */
    record Notice(String topic, Set<UUID> recipients, UUID subjectId, String path, List<String> arguments) {

        public Notice {
            recipients = Set.copyOf(recipients);
            arguments = List.copyOf(arguments);
        }
    }
}

package org.coursewarecommons.shared;

import java.util.UUID;

/**
 * Something that happened, told inside the transaction in which it happened. Every domain event becomes a line of the
 * audit record, so its components hold ids, codes and numbers, never personal texts.
 */
public interface DomainEvent {

    /** The thing it happened to: a resource, a submission, a task … */
    UUID subjectId();
}

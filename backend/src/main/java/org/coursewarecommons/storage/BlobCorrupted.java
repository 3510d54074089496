package org.coursewarecommons.storage;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * Stored bytes turned out to be damaged or gone; they are handed out to nobody from now on.
 *
 * @param subjectId the incident
 * @param state CORRUPT or MISSING
 */
public record BlobCorrupted(UUID subjectId, String sha256, BlobState state) implements DomainEvent {}

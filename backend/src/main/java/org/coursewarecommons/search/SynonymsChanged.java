package org.coursewarecommons.search;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** The list of synonyms is another one. @param subjectId who changed it */
record SynonymsChanged(UUID subjectId, long revision, int entries) implements DomainEvent {}

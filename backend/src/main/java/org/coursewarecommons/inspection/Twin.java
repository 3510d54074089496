package org.coursewarecommons.inspection;

import java.util.UUID;

/**
 * A file whose text is much like another's.
 *
 * @param fileId of the other file
 * @param score share of what both have in common, 0.8 to 1
 */
public record Twin(UUID fileId, double score) {}

package org.coursewarecommons.catalog;

import java.util.UUID;

/** A row of {@code catalog.file}. */
record FileRow(
        UUID id, UUID versionId, int position, String name, String role, String mediaType, long size, String sha256) {}

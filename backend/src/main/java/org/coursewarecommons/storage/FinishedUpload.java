package org.coursewarecommons.storage;

import java.util.UUID;

/**
 * An upload session whose bytes arrived whole.
 *
 * @param name as the client gave it
 * @param mediaType as the client declared it; proves nothing
 */
public record FinishedUpload(UUID id, String name, String mediaType, StoredBlob blob) {}

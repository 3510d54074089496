package org.coursewarecommons.storage;

/**
 * Immutable bytes under their own hash.
 *
 * @param sha256 64 lower-case hexadecimal digits, computed from the bytes as stored
 * @param size in bytes, at least 1
 */
public record StoredBlob(String sha256, long size) {}

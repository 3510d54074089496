package org.coursewarecommons.storage;

import org.jspecify.annotations.Nullable;

/**
 * How much room is taken, in bytes: deposited, or promised to uploads under way.
 *
 * @param schoolUsed null for who belongs to no school
 * @param schoolQuota null for who belongs to no school
 */
record StorageUse(long used, long quota, @Nullable Long schoolUsed, @Nullable Long schoolQuota) {}

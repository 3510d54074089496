package org.coursewarecommons.storage;

import java.time.Instant;

/** An object as the store lists it. @param changedAt by the store's clock */
record StoredObject(String key, long size, Instant changedAt) {}

package org.coursewarecommons.storage;

import java.net.URI;
import java.time.Instant;

/** Where to PUT one part, numbered from 1; the answer's {@code ETag} is asked for at completion. */
record PartLink(int number, URI url, Instant expiresAt) {}

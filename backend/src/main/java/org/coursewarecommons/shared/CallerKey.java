package org.coursewarecommons.shared;

/** Names the caller of the present request, so that two callers may use the same idempotency key. */
@FunctionalInterface
public interface CallerKey {

    /** A stable name, for example issuer and subject of the token. */
    String currentKey();
}

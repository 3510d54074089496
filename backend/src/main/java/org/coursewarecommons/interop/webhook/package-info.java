/** Tells other systems of changes: subscriptions, an outbox, signed deliveries, their ledger. Internal to {@code interop}. */
@NullMarked
package org.coursewarecommons.interop.webhook;

import org.jspecify.annotations.NullMarked;

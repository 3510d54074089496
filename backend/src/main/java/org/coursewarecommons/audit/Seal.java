package org.coursewarecommons.audit;

import org.jspecify.annotations.Nullable;

/**
 * The place of a line in the chain.
 *
 * @param subjectSalt null once the person was erased
 * @param hash over the hash before it and the line
 */
record Seal(long seq, byte @Nullable [] subjectSalt, byte[] subjectDigest, byte[] hash) {}

package org.coursewarecommons.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a door that creates or decides: with an {@code Idempotency-Key} header (a UUID) the same caller gets the first
 * answer again, whatever happened in between. The method returns a {@code ResponseEntity} and runs in ONE transaction
 * with the record of its answer; a refused call leaves no record and may be repeated.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {

    /**
     * True for a door that talks to the object store, which must not happen inside a database transaction: the key is
     * then reserved before and the answer recorded after, and a repeat meanwhile gets 409.
     */
    boolean outsideTransaction() default false;
}

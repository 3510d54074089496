package org.coursewarecommons.catalog;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text must be a code of the named taxonomy; null is left to other rules. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CodeValidator.class)
public @interface Code {

    /** Name of the taxonomy, as in {@code /taxonomies/{name}}. */
    String value();

    /** Our constraints carry their fault code here. */
    String message() default "unknown-code";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}

package org.coursewarecommons.catalog;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text must be written in a given way; null is left to other rules. The fault's code is the kind's own. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TextFormatValidator.class)
public @interface TextFormat {

    /** Which way of writing. */
    Kind value();

    /** Not used: see {@link Kind}. */
    String message() default "format";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Ways of writing; the comment names the fault's code. */
    enum Kind {
        /** An ISO 8601 duration, {@code PT40M}: {@code duration-format}. */
        DURATION,
        /** A date or interval in EDTF, {@code 2024-09/..}: {@code period-format}. */
        PERIOD,
        /** A listed standard, or free text; what begins with {@code kcbz:} must be listed: {@code unknown-standard}. */
        STANDARD
    }
}

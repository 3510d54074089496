package org.coursewarecommons.storage;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A bare file name: no path, nothing invisible that makes it read otherwise than it is. */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = FileName.Rule.class)
@interface FileName {

    String message() default "file-name";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is another rule's business. */
    final class Rule implements ConstraintValidator<FileName, String> {

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null
                    || (!name.equals(".")
                            && !name.equals("..")
                            && name.codePoints().noneMatch(Rule::isForbidden));
        }

        private static boolean isForbidden(int character) {
            return character == '/'
                    || character == '\\'
                    || Character.isISOControl(character)
                    || Character.getType(character) == Character.SURROGATE
                    // Right-to-left overrides turn "gpj.exe" into a picture for the eye.
                    || Character.getType(character) == Character.FORMAT
                    || Character.getType(character) == Character.LINE_SEPARATOR
                    || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
        }
    }
}

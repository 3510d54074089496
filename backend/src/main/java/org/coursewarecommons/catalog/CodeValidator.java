package org.coursewarecommons.catalog;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Looks a {@link Code} up in the taxonomies of the database. */
class CodeValidator implements ConstraintValidator<Code, String> {

    private final Taxonomies taxonomies;
    private String taxonomy = "";

    CodeValidator(Taxonomies taxonomies) {
        this.taxonomies = taxonomies;
    }

    @Override
    public void initialize(Code code) {
        taxonomy = code.value();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        return value == null || taxonomies.has(taxonomy, value);
    }
}

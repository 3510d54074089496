package org.coursewarecommons.catalog;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a text as its {@link TextFormat} says. */
class TextFormatValidator implements ConstraintValidator<TextFormat, String> {

    private static final Pattern DURATION = Pattern.compile(
            "P(?=[\\dT])(\\d{1,4}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,4}D)?(T(?=\\d)(\\d{1,5}H)?(\\d{1,6}M)?(\\d{1,7}([.]\\d{1,3})?S)?)?");

    /** Subject, phase and item follow the year; what the list of the subject doesn't have is a slip of the pen. */
    private static final Pattern URN = Pattern.compile("kcbz:(\\d{4}:[A-Z]+(?:-[A-Z]+)?):.+");

    private static final String STANDARDS = "standards";

    private final Taxonomies taxonomies;
    private TextFormat.Kind kind = TextFormat.Kind.DURATION;

    TextFormatValidator(Taxonomies taxonomies) {
        this.taxonomies = taxonomies;
    }

    @Override
    public void initialize(TextFormat format) {
        kind = format.value();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        if (value == null || value.isBlank() || isWellFormed(value)) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(code()).addConstraintViolation();
        return false;
    }

    private boolean isWellFormed(String value) {
        return switch (kind) {
            case DURATION -> DURATION.matcher(value).matches();
            case PERIOD -> Edtf.isPeriod(value);
            case STANDARD -> !value.startsWith("kcbz:") || isListedOrUnlistedSubject(value);
        };
    }

    private String code() {
        return switch (kind) {
            case DURATION -> "duration-format";
            case PERIOD -> "period-format";
            case STANDARD -> "unknown-standard";
        };
    }

    /** A district may load the lists of some subjects only; the URNs of the others are taken as they are. */
    private boolean isListedOrUnlistedSubject(String urn) {
        var parts = URN.matcher(urn);
        return taxonomies.has(STANDARDS, urn)
                || parts.matches()
                        && taxonomies.codes(STANDARDS).stream()
                                .noneMatch(listed -> listed.startsWith("kcbz:" + parts.group(1) + ":"));
    }
}

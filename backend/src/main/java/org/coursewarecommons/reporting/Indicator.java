package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One figure with its parts.
 *
 * @param id EQ1 … EQ12 of DOMAIN 5.1
 * @param value the figure itself; null when not available, or when only the parts are figures
 * @param previous the same of the term before, where it can be told
 * @param available false: the system doesn't know what it would have to, and says why
 * @param reason a code
 * @param reasonText the reason in words
 * @param estimated made with the estimate of teachers by subject and grade
 */
@Schema(name = "Indicator", description = "An indicator / 指标")
record Indicator(
        @Schema(maxLength = 10, example = "EQ2") String id,
        @Schema(maxLength = 200) String name,
        @Nullable Double value,
        @Nullable Double previous,
        boolean available,
        @Schema(maxLength = 60) @Nullable String reason,
        @Schema(maxLength = 300) @Nullable String reasonText,
        boolean estimated,
        boolean alert,
        @Size(max = 100) List<Part> parts) {

    /** A figure that the indicator is made of. */
    @Schema(name = "IndicatorPart")
    record Part(@Schema(maxLength = 60) String key, double value) {}

    /** Collects an indicator; texts come later. */
    static final class Builder {

        private final String id;
        private @Nullable Double value;
        private @Nullable Double previous;
        private @Nullable String reason;
        private boolean estimated;
        private boolean alert;
        private final List<Part> parts = new ArrayList<>();

        private Builder(String id) {
            this.id = id;
        }

        static Builder of(String id) {
            return new Builder(id);
        }

        /** @param otherwise why there is none */
        Builder value(OptionalDouble figure, String otherwise) {
            value = Rounded.of(figure);
            reason = value == null ? otherwise : null;
            return this;
        }

        Builder value(double figure) {
            value = Rounded.of(figure);
            return this;
        }

        Builder previous(OptionalDouble figure) {
            previous = Rounded.of(figure);
            return this;
        }

        Builder part(String key, double figure) {
            parts.add(new Part(key, Rounded.of(figure)));
            return this;
        }

        Builder missing(String why) {
            reason = why;
            return this;
        }

        Builder estimated() {
            estimated = true;
            return this;
        }

        /** An unavailable figure never alerts. */
        Builder alertIf(boolean condition) {
            alert = alert || (reason == null && condition);
            return this;
        }

        Indicator build(Texts texts) {
            return new Indicator(
                    id,
                    texts.get("indicator." + id),
                    reason == null ? value : null,
                    previous,
                    reason == null,
                    reason,
                    reason == null ? null : texts.get("reason." + reason),
                    estimated,
                    alert,
                    reason == null ? parts : List.of());
        }
    }

    /** Looks a text up in the caller's language. */
    interface Texts {
        String get(String key);
    }
}

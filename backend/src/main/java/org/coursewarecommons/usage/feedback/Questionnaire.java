package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Questions to people, open for a time (DOMAIN 4.12).
 *
 * @param targetId what it asks about; null for the platform
 */
record Questionnaire(
        UUID id,
        String title,
        Audience audience,
        boolean anonymous,
        List<Item> items,
        Target targetKind,
        @Nullable UUID targetId,
        Instant opensAt,
        Instant closesAt,
        UUID createdBy) {

    Questionnaire {
        items = List.copyOf(items);
    }

    /** Teachers and managers answer by their account, pupils and parents by a class code. */
    enum Audience {
        TEACHER,
        STUDENT,
        PARENT,
        MANAGER;

        boolean byCode() {
            return this == STUDENT || this == PARENT;
        }
    }

    enum Target {
        RESOURCE,
        COLLECTION,
        PLATFORM,
        PAIRING
    }

    enum Kind {
        /** 1 (not at all) to 5 (very much). */
        SCALE,
        /** 1 sad, 2 so-so, 3 glad. */
        SMILEY,
        YES_NO,
        CHOICE,
        TEXT
    }

    /**
     * One question.
     *
     * @param id unique in its questionnaire
     * @param options of a CHOICE
     */
    @Schema(name = "QuestionnaireItem", description = "问卷题目")
    record Item(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,19}") @Schema(example = "fit") String id,
            @NotNull Kind kind,
            @NotBlank @Size(max = 200) @Schema(example = "适合我的班") String text,
            @Nullable @Size(max = 200) String textEn,
            @Nullable @Size(min = 2, max = 10) List<@NotBlank @Size(max = 50) String> options,
            @Nullable Boolean required) {

        boolean isRequired() {
            return Boolean.TRUE.equals(required);
        }

        /** Whether the text is an answer to it; lengths of texts are looked at elsewhere. */
        boolean accepts(String answer) {
            return switch (kind) {
                case SCALE -> answer.matches("[1-5]");
                case SMILEY -> answer.matches("[1-3]");
                case YES_NO -> answer.equals("true") || answer.equals("false");
                case CHOICE -> options != null && options.contains(answer);
                case TEXT -> true;
            };
        }
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }
}

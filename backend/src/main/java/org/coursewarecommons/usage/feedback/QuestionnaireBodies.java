package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.usage.feedback.Questionnaire.Audience;
import org.coursewarecommons.usage.feedback.Questionnaire.Item;
import org.coursewarecommons.usage.feedback.Questionnaire.Target;
import org.jspecify.annotations.Nullable;

/** What the doors of questionnaires take and give. */
final class QuestionnaireBodies {

    private QuestionnaireBodies() {}

    /**
     * A new questionnaire.
     *
     * @param anonymous true when left out; pupils and parents are always anonymous
     * @param items left out: the standard form of the audience
     * @param targetId required unless the target is the platform
     */
    @Schema(name = "NewQuestionnaire", description = "新问卷")
    record New(
            @NotBlank @Size(max = 100) @Schema(example = "本学期资源使用调查") String title,
            @NotNull Audience audience,
            @Nullable Boolean anonymous,
            @Nullable @Size(min = 1, max = 30) List<@NotNull @Valid Item> items,
            @NotNull Target targetKind,
            @Nullable UUID targetId,
            @NotNull Instant opensAt,
            @NotNull Instant closesAt) {}

    /** @param open whether it can be answered now */
    @Schema(name = "Questionnaire", description = "问卷")
    record View(
            UUID id,
            @Schema(maxLength = 100) String title,
            Audience audience,
            boolean anonymous,
            @Schema(maxLength = 30) List<Item> items,
            Target targetKind,
            @Nullable UUID targetId,
            Instant opensAt,
            Instant closesAt,
            boolean open) {

        static View of(Questionnaire it, boolean open) {
            return new View(
                    it.id(),
                    it.title(),
                    it.audience(),
                    it.anonymous(),
                    it.items(),
                    it.targetKind(),
                    it.targetId(),
                    it.opensAt(),
                    it.closesAt(),
                    open);
        }
    }

    /** @param answers by the question's id; numbers and true or false as text */
    @Schema(
            name = "QuestionnaireResponse",
            description = "问卷作答",
            example = "{\"answers\":{\"fit\":\"5\",\"again\":\"true\"}}")
    record Response(@NotNull @Size(max = 30) Map<String, String> answers) {}

    /** @param most how many pupils the class has */
    @Schema(name = "NewQuestionnaireLink", description = "班级问卷码申请")
    record NewLink(
            @NotBlank @Size(max = 50) @Schema(example = "三年级(2)班") String label,
            @NotNull @Min(1) @Max(100) @Schema(example = "45") Integer most) {}

    /** @param code for {@code /questionnaire-links/{code}}, which asks for no account */
    @Schema(name = "QuestionnaireLink", description = "班级问卷码")
    record Link(
            @Schema(maxLength = 10) String code,
            @Schema(maxLength = 50) String label,
            int most,
            @Schema(maxLength = 100) String path) {

        static Link of(QuestionnaireRows.Link it) {
            return new Link(it.code(), it.label(), it.most(), "/questionnaire-links/" + it.code());
        }
    }

    /** The questions alone, for people without an account. */
    @Schema(name = "QuestionnaireForm", description = "问卷题目(免登录)")
    record Form(@Schema(maxLength = 100) String title, Audience audience, @Schema(maxLength = 30) List<Item> items) {}
}

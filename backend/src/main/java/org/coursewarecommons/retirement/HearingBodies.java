package org.coursewarecommons.retirement;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes in and comes out at the doors of hearings. */
final class HearingBodies {

    private HearingBodies() {}

    /**
     * A hearing as the caller may see it.
     *
     * @param collectiveId only the sharing in this group or alliance is to end; null for the whole resource
     * @param proposedByCycle the evaluation that proposed it
     * @param due until when the present step waits
     * @param explanation what the evaluation said of the resource (DOMAIN 4.10); null when none did
     * @param answer for those who answer for the resource or decide about it
     * @param votes how many voted what, once it was counted
     * @param appealVoices users who have asked for an appeal so far; three are needed
     * @param restorationVoices teachers who have asked for it back so far; five are needed
     */
    @Schema(name = "Retirement", description = "A hearing about retiring a resource / 出库听证")
    record RetirementView(
            UUID id,
            UUID resourceId,
            UUID versionId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 20, example = "SX") String subject,
            @Schema(maxLength = 20, example = "PRIMARY") String stage,
            @Nullable UUID collectiveId,
            @Schema(maxLength = 30, example = "LOW_VALUE") String reasonCode,
            @Schema(maxLength = 2000) String reason,
            @Nullable UUID proposedByCycle,
            Hearing.State state,
            @Nullable Instant due,
            @Schema(description = "Index, components, peers, advice / 评价依据") @Nullable Map<String, Object> explanation,
            @Schema(allowableValues = {"AGREE", "REVISE", "CONTEST"}) @Nullable String choice,
            @Schema(maxLength = 4000) @Nullable String answer,
            @Nullable Instant answeredAt,
            @Size(max = 8) Map<String, Long> votes,
            @Schema(allowableValues = {"RETIRE", "IMPROVE", "KEEP"}) @Nullable String decision,
            @Schema(maxLength = 30000) @Nullable String decisionReason,
            @Nullable Instant decidedAt,
            @Size(max = 20) List<@Size(max = 4000) String> appeal,
            int appealVoices,
            @Schema(allowableValues = {"UPHOLD", "REVERSE", "RETURN"}) @Nullable String ruling,
            @Schema(maxLength = 30000) @Nullable String rulingReason,
            @Schema(maxLength = 2000) @Nullable String publicNote,
            @Size(max = 20) List<UUID> replacements,
            int restorationVoices,
            Instant createdAt,
            Instant updatedAt,
            @Size(max = 500) List<TimelineEntry> timeline,
            @Size(max = 8) List<@Size(max = 20) String> actions) {}

    /** One line of what happened. */
    @Schema(name = "RetirementEntry")
    record TimelineEntry(
            Instant at,
            @Schema(maxLength = 40, example = "noticed") String event,
            @Schema(maxLength = 4000) @Nullable String detail) {}

    /**
     * A nomination by hand.
     *
     * @param collectiveId to end the sharing in this group or alliance only
     * @param replacements resources to use instead
     */
    @Schema(name = "NewRetirement", description = "提名出库")
    record New(
            @NotNull UUID resourceId,
            @NotBlank @Size(max = 30) @Schema(example = "LOW_VALUE") String reasonCode,
            @NotBlank @Size(min = 10, max = 2000) @Schema(example = "连续两个学期几乎无人使用,且内容已有更新的同类课件。") String reason,
            @Nullable UUID collectiveId,
            @Size(max = 20) @Nullable List<@NotNull UUID> replacements) {}

    /** Taking up, or putting down, what the evaluation of a term proposed. */
    @Schema(name = "RetirementNomination", description = "对系统提名的处理")
    record Nomination(
            @NotNull Boolean hear,
            @NotBlank @Size(min = 10, max = 2000) @Schema(example = "已核对使用数据,请作者说明。") String reason,
            @Size(max = 20) @Nullable List<@NotNull UUID> replacements) {}

    /** What the owner, or the collective in the owner's place, says. */
    @Schema(name = "RetirementAnswer", description = "作者答复")
    record Answer(
            @NotNull Choice choice,
            @Size(max = 4000) @Schema(example = "该课件只在每年十月的单元使用,请看去年同期的数据。") @Nullable String text) {}

    /** AGREE retires without a vote, REVISE owes a new version, CONTEST calls the committee. */
    enum Choice {
        AGREE,
        REVISE,
        CONTEST
    }

    /** An appeal, or the wish to have a retired resource back. */
    @Schema(name = "RetirementPlea", description = "申诉或恢复申请")
    record Plea(@NotBlank @Size(min = 10, max = 4000) @Schema(example = "本校和两所村小每学期都用它上复习课,附上教案。") String text) {}

    /** What stays to be read. @param replacements resources to use instead */
    @Schema(name = "TombstoneText", description = "出库说明")
    record TombstoneText(
            @NotBlank @Size(max = 2000) @Schema(example = "内容陈旧,请使用推荐的替代资源。") String publicNote,
            @NotNull @Size(max = 20) List<@NotNull UUID> replacements) {}
}

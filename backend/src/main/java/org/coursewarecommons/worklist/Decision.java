package org.coursewarecommons.worklist;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filled form or a vote, or the half-filled draft of one. What must be filled depends on the kind of task and is asked
 * when it is decided.
 *
 * @param scores 1–5 by dimension of the form
 * @param notApplicable dimensions left out
 */
@Schema(name = "Decision", description = "A score sheet or a vote / 评分表或表决")
public record Decision(
        @Size(max = 20) @Nullable Map<@Size(max = 10) String, Integer> scores,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 10) String> notApplicable,
        @Size(max = 13) @Nullable List<@NotNull @Valid Veto> vetoes,
        @Size(max = 100) @Nullable List<@NotNull @Valid Remark> remarks,
        @Size(max = 4000) @Schema(example = "概念准确，板书与活动配合好，建议补充分层练习。") @Nullable String comment,
        @Nullable Vote vote) {

    /** What was not sent is empty. */
    public Decision {
        scores = scores == null ? Map.of() : scores;
        notApplicable = notApplicable == null ? List.of() : notApplicable;
        vetoes = vetoes == null ? List.of() : vetoes;
        remarks = remarks == null ? List.of() : remarks;
    }

    /** A reason to stop, with where it was seen. */
    @Schema(name = "Veto", description = "一票否决项")
    public record Veto(
            @Size(max = 10) @Schema(example = "V04") @Nullable String code,
            @Size(max = 200) @Schema(example = "第 7 页") @Nullable String place,
            @Size(max = 2000) @Nullable String reason) {}

    /** @param file the version's file it is about; null for the whole */
    @Schema(name = "Remark", description = "对文件某处的意见")
    public record Remark(
            @Nullable UUID file,
            @Size(max = 200) @Schema(example = "第 3 页") @Nullable String place,
            @Size(max = 2000) @Nullable String text) {}

    /** Which of them a task takes depends on its kind. */
    public enum Vote {
        APPROVE,
        REJECT,
        RETIRE,
        IMPROVE,
        KEEP,
        UPHOLD,
        REVERSE,
        RETURN,
        ABSTAIN
    }
}

package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why this reviewer, and why not that one.
 *
 * @param at when it was worked out
 * @param proposed whom the rules recommend; null when they leave nobody
 * @param note {@code no-rural-teacher} or {@code nobody}
 * @param holder who has the task now
 * @param how OPEN, CLAIMED by themselves, RECOMMENDED and claimed, ASSIGNED by the rules, or GIVEN by a coordinator or for an absence
 * @param candidates everybody whose appointment covers it: those who may, by rank, then the others with their rule
 * @param handovers who gave it to whom, oldest first
 * @param asked the person asked about, as of now
 */
@Schema(name = "Assignment", description = "派发说明")
record AssignmentView(
        UUID taskId,
        @Nullable Instant at,
        @Nullable Named proposed,
        @Schema(maxLength = 40, example = "no-rural-teacher") @Nullable String note,
        @Nullable Named holder,
        @Schema(maxLength = 20, example = "RECOMMENDED") String how,
        @Size(max = 1000) List<Candidate> candidates,
        @Size(max = 100) List<Handover> handovers,
        @Nullable Verdict asked) {

    /** Somebody by name. */
    @Schema(name = "AssignmentPerson")
    record Named(UUID personId, @Schema(maxLength = 200) String name) {}

    /**
     * Somebody who was considered.
     *
     * @param rule why not; null when eligible
     * @param because the rule in words
     * @param openTasks on the desk and recommended
     * @param rank from 1 in the order of recommendation; null when not eligible
     */
    @Schema(name = "AssignmentCandidate", description = "候选评审人")
    record Candidate(
            Named person,
            boolean eligible,
            @Schema(maxLength = 40, example = "same-collective") @Nullable String rule,
            @Schema(maxLength = 300) @Nullable String because,
            int openTasks,
            int overdueTasks,
            @Nullable Instant lastDecidedAt,
            @Nullable Integer rank) {}

    /** A change of hands. @param overrode the rules that the coordinator passed over */
    @Schema(name = "AssignmentHandover", description = "改派记录")
    record Handover(
            Instant at,
            @Schema(maxLength = 20, example = "REASSIGNED") String cause,
            @Nullable Named by,
            @Nullable Named from,
            @Nullable Named to,
            @Schema(maxLength = 500) String reason,
            @Size(max = 10) List<@Size(max = 40) String> overrode) {}

    /** Whether somebody could take it now. @param rules every rule that stands against it */
    @Schema(name = "AssignmentVerdict", description = "某人现在能否承担")
    record Verdict(Named person, boolean eligible, @Size(max = 10) List<Rule> rules) {}

    /** A rule and what it says. @param hard no coordinator's reason gets past it */
    @Schema(name = "AssignmentRule")
    record Rule(
            @Schema(maxLength = 40, example = "same-school") String code,
            @Schema(maxLength = 300) String because,
            boolean hard) {}
}

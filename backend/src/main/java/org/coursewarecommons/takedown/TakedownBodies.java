package org.coursewarecommons.takedown;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the doors of reports and suspensions take and give. Who reported is in none of them. */
final class TakedownBodies {

    private static final int MOST = 2000;

    private TakedownBodies() {}

    /** @param reason COPYRIGHT (or RIGHTS), PRIVACY, CONTENT_SAFETY (or SAFETY) and MALWARE are serious */
    @Schema(name = "NewReport", description = "举报")
    record NewReport(
            @NotNull ReportReason reason,
            @NotBlank @Size(max = MOST) @Schema(example = "第 4 页照片中有未打码的学生姓名。") String text) {}

    @Schema(name = "ReportDismissal", description = "驳回举报")
    record Dismissal(@NotBlank @Size(max = MOST) @Schema(example = "已核对授权书,举报不成立。") String reason) {}

    /**
     * A report and what became of it.
     *
     * @param suspended whether the resource is, or was, taken down on it
     * @param messageId of the message that it became, when it was not serious
     * @param settlement why it was dismissed, or what the committee wrote
     */
    @Schema(name = "Report", description = "举报")
    record ReportView(
            UUID id,
            UUID resourceId,
            ReportReason reason,
            @Schema(maxLength = MOST) String text,
            Instant at,
            Report.State state,
            boolean suspended,
            @Nullable UUID takedownId,
            @Nullable UUID messageId,
            @Nullable Instant settledAt,
            @Nullable @Schema(maxLength = MOST) String settlement) {}

    /**
     * A suspension.
     *
     * @param informDue until then the committee is told
     * @param endsAt then the resource comes back by itself, unless it was decided
     * @param informing what the steward on duty wrote; a reason code when the system did
     * @param decision the committee's reason
     * @param reports empty in lists
     */
    @Schema(name = "Takedown", description = "停用")
    record TakedownView(
            UUID id,
            UUID resourceId,
            UUID versionId,
            ReportReason reason,
            Suspension.State state,
            Instant suspendedAt,
            Instant informDue,
            Instant endsAt,
            @Nullable Instant informedAt,
            @Nullable @Schema(maxLength = MOST) String informing,
            Suspension.@Nullable Outcome outcome,
            @Nullable Instant decidedAt,
            @Nullable @Schema(maxLength = 4000) String decision,
            @Nullable Instant closedAt,
            @Schema(maxLength = 100) List<ReportView> reports) {}

    /** @param wrong of the person's serious reports, those that were wrongly raised */
    @Schema(name = "WrongReporter", description = "误报人")
    record ReporterView(UUID personId, int reports, int wrong, @Nullable OffsetDateTime lastWrongAt) {}

    static ReportView view(Report report) {
        return new ReportView(
                report.id(),
                report.resourceId(),
                report.reason(),
                report.body(),
                report.madeAt(),
                report.state(),
                report.suspensionId() != null,
                report.suspensionId(),
                report.messageId(),
                report.settledAt(),
                report.settlement());
    }

    static ReporterView view(ReportRows.Reporter reporter) {
        return new ReporterView(reporter.personId(), reporter.reports(), reporter.wrong(), reporter.lastWrongAt());
    }

    static TakedownView view(Suspension suspension, List<ReportView> reports) {
        return new TakedownView(
                suspension.id(),
                suspension.resourceId(),
                suspension.versionId(),
                suspension.reason(),
                suspension.state(),
                suspension.suspendedAt(),
                suspension.informDue(),
                suspension.endsAt(),
                suspension.informedAt(),
                suspension.informing(),
                suspension.outcome(),
                suspension.decidedAt(),
                suspension.decision(),
                suspension.closedAt(),
                reports);
    }
}

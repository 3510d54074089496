package org.coursewarecommons.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The record, for those who look after the system, and the proof that nobody changed it. */
@Tag(name = "operations")
@RestController
@RequestMapping("/api/v1/admin/audit")
class AuditController {

    /** A second or two; the next call goes on from there. */
    private static final long SEALS_A_CALL = 100_000;

    private static final int HEADS = 10;

    /** What every client can still count: 2^53 - 1. */
    private static final long MOST = (1L << 53) - 1;

    private final AuditLines lines;
    private final ChainVerifier verifier;
    private final HeadExport heads;
    private final ChainRows rows;

    AuditController(AuditLines lines, ChainVerifier verifier, HeadExport heads, ChainRows rows) {
        this.lines = lines;
        this.verifier = verifier;
        this.heads = heads;
        this.rows = rows;
    }

    /**
     * A line of the record.
     *
     * @param actorSubject name in the token; "erased" when the person was erased, "system" for a job
     * @param event module.EventName
     * @param subjectId what it happened to
     * @param facts ids, codes and numbers
     */
    @Schema(name = "AuditLine")
    record Line(
            UUID id,
            Instant at,
            @Nullable UUID actorId,
            @Size(max = 255) String actorSubject,
            @Size(max = 200) String event,
            UUID subjectId,
            Map<String, Object> facts,
            @Size(max = 64) @Nullable String traceId) {}

    /**
     * What was found.
     *
     * @param checked seals that were read
     * @param last the last of them: "after" of the next call when not complete
     * @param heads how many heads from outside the database were compared
     * @param waiting lines that are not sealed yet
     */
    @Schema(name = "AuditVerification")
    record Verification(
            boolean intact,
            long checked,
            long last,
            boolean complete,
            int heads,
            long waiting,
            @Size(max = 200) List<AuditFinding> findings) {}

    /** One place that does not fit. @param lineId null when it is the place rather than a line */
    @Schema(name = "AuditFinding")
    record AuditFinding(ChainVerifier.Kind kind, long seq, @Nullable UUID lineId) {}

    @Operation(operationId = "listAuditLines", summary = "The record of what happened, newest first / 审计记录")
    @GetMapping
    Page<Line> list(
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable UUID actorId,
            @RequestParam(required = false) @Size(max = 200) @Nullable String event,
            @Parameter(description = "from this moment on / 起始时间") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "before this moment / 截止时间") @RequestParam(required = false) @Nullable
                    Instant until,
            PageRequest page,
            Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return lines.page(new AuditLines.Filter(subjectId, actorId, event, from, until), page);
    }

    @Operation(
            operationId = "verifyAudit",
            summary = "Is the record as it was written / 校验审计链",
            description = "Reads the chain and compares it with the heads that lie in the object store; up to 100,000"
                    + " lines a call. / 校验审计链并与对象存储中的链头比对")
    @GetMapping("/verification")
    Verification verify(
            @Parameter(description = "seal after which to begin / 起始序号") @RequestParam(defaultValue = "0") long after,
            Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        if (after < 0 || after > MOST) {
            throw ProblemException.invalidParameter("after", "range", 0, MOST);
        }
        List<ChainRows.Head> outside = heads.outside(HEADS);
        ChainVerifier.Result result = verifier.verify(after, SEALS_A_CALL, outside);
        return new Verification(
                result.findings().isEmpty(),
                result.checked(),
                result.last(),
                result.complete(),
                outside.size(),
                rows.waiting(),
                result.findings().stream()
                        .map(finding -> new AuditFinding(finding.kind(), finding.seq(), finding.lineId()))
                        .toList());
    }
}

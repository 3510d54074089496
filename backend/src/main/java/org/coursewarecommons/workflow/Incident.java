package org.coursewarecommons.workflow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process that doesn't move on by itself, or has trouble doing so.
 *
 * @param id of the engine's job
 * @param businessKey what the process is about, for example a submission's id
 * @param activity the step that fails or waits
 * @param cause the message of what was thrown; null for a job that nobody runs
 * @param retriesLeft 0: it waits for a person
 * @param nextTryAt when the engine tries again by itself
 */
@Schema(name = "Incident", description = "流程故障")
record Incident(
        UUID id,
        Kind kind,
        @Schema(maxLength = 100, example = "resource-review") @Nullable String processKey,
        @Schema(maxLength = 100) @Nullable String businessKey,
        @Schema(maxLength = 100, example = "peersJoin") @Nullable String activity,
        @Schema(maxLength = 4000) @Nullable String cause,
        Instant since,
        int retriesLeft,
        @Nullable Instant nextTryAt) {

    /** What is wrong. */
    enum Kind {
        /** Every try failed; only a person helps. */
        FAILED,
        /** The last try failed; the engine tries again. */
        RETRYING,
        /** It should have run long ago, and nobody runs it. */
        OVERDUE,
        /** The history of finished processes is kept longer than it should be. */
        CLEANUP_LATE
    }
}

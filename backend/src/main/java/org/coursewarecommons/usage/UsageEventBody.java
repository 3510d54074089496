package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A use that a client tells us of.
 *
 * @param eventId made by the client; a repeat is stored once
 * @param durationSeconds how long it was open
 * @param fraction of a video or audio that was played, 0–1
 * @param classId the client's name of the class it was used in
 * @param sessionId the client's name of the sitting, so that repeats within it can be told
 * @param onBehalfOf a school's system only: an opaque name of the person who acted
 */
@Schema(name = "UsageEvent", description = "A use of a resource / 一次使用")
record UsageEventBody(
        @NotNull UUID eventId,
        @NotNull UUID resourceId,
        @NotNull Verb verb,
        @NotNull @Schema(example = "2026-09-01T08:00:00Z") Instant at,
        @Min(0) @Max(86_400) @Nullable Integer durationSeconds,
        @Min(0) @Max(1) @Nullable Double fraction,
        @Size(min = 1, max = 64) @Nullable String classId,
        @Size(min = 1, max = 64) @Nullable String sessionId,
        @Size(min = 1, max = 100) @Nullable String onBehalfOf) {}

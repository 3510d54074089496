package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who does what in the review, as coordinators see it.
 *
 * @param subjects, stages, formats codes; empty means all
 * @param capacity how many open reviews at most
 * @param until first day on which it is no longer so
 * @param active today, and not suspended
 * @param appointedBy null for what came with the district's own lists
 * @param suspension null unless it is suspended
 */
@Schema(name = "Appointment", description = "聘任")
record AppointmentBody(
        UUID id,
        Person person,
        Role role,
        @Nullable UUID organisationId,
        @Size(max = 50) List<@Size(max = 20) String> subjects,
        @Size(max = 10) List<@Size(max = 20) String> stages,
        @Size(max = 50) List<@Size(max = 10) String> formats,
        @Schema(description = "Open reviews at most / 在手上限") int capacity,
        LocalDate from,
        @Nullable LocalDate until,
        @Schema(description = "Valid today / 当前有效") boolean active,
        @Nullable Person appointedBy,
        @Nullable Instant appointedAt,
        @Schema(maxLength = 500) @Nullable String endReason,
        @Nullable Suspension suspension) {

    private static final String CODE = "[A-Z0-9_-]{1,20}";
    private static final String FORMAT = "[a-z0-9]{1,10}";

    /** Somebody by name. */
    @Schema(name = "AppointedPerson")
    record Person(UUID id, @Schema(maxLength = 40) String code, @Schema(maxLength = 200) String name) {}

    /** Why it opens nothing for the time being. */
    @Schema(name = "AppointmentSuspension", description = "暂停聘任")
    record Suspension(Instant at, @Nullable Person by, @Schema(maxLength = 500) String reason) {}

    /** Why it is suspended, or holds again. */
    @Schema(name = "AppointmentReason", description = "暂停或恢复聘任的理由")
    record Reason(@NotBlank @Size(max = 500) @Schema(example = "近 20 次评审平均偏差超过 12 分,先参加培训") String reason) {}

    /** A new appointment. @param from today when missing */
    @Schema(name = "NewAppointment", description = "聘任")
    record New(
            @NotNull UUID personId,
            @NotNull Role role,
            @Nullable UUID organisationId,
            @Size(max = 50) @Nullable List<@NotNull @Pattern(regexp = CODE) String> subjects,
            @Size(max = 10) @Nullable List<@NotNull @Pattern(regexp = CODE) String> stages,
            @Size(max = 50) @Nullable List<@NotNull @Pattern(regexp = FORMAT) String> formats,
            @Min(1) @Max(8) @Nullable Integer capacity,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** What can be changed in one that holds. */
    @Schema(name = "AppointmentEdit", description = "修改聘任")
    record Edit(
            @NotNull @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Size(max = 50)
                    List<@NotNull @Pattern(regexp = CODE) String> subjects,
            @NotNull @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Size(max = 10)
                    List<@NotNull @Pattern(regexp = CODE) String> stages,
            @NotNull @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Size(max = 50)
                    List<@NotNull @Pattern(regexp = FORMAT) String> formats,
            @NotNull @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Min(1) @Max(8) Integer capacity,
            @Nullable LocalDate until) {}

    /** @param until today when missing */
    @Schema(name = "AppointmentEnd", description = "结束聘任")
    record End(@NotBlank @Size(max = 500) @Schema(example = "本人申请") String reason, @Nullable LocalDate until) {}
}

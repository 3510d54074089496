package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that two paired schools do together. Nobody's name is shown, only how many signed in.
 *
 * @param held both sides have signed in
 */
@Schema(name = "PairingEvent", description = "Joint event of a pairing / 结对活动")
record PairingEventBody(
        UUID id,
        UUID pairingId,
        Kind kind,
        @Schema(maxLength = 20, example = "YS-YL") @Nullable String subject,
        @Schema(maxLength = 200) String topic,
        LocalDate plannedFor,
        @Schema(description = "Persons of the lead school / 领衔学校签到人数") long leadSignIns,
        @Schema(description = "Persons of the aided school / 受援学校签到人数") long aidedSignIns,
        @Schema(description = "Both sides signed in / 双方均已签到") boolean held) {

    /** What kind of activity it is. */
    enum Kind {
        /** 集体备课. */
        JOINT_PREP,
        /** 送教. */
        VISIT,
        /** 同课异构. */
        SAME_TOPIC,
        /** 同步课堂. */
        SYNC_LESSON
    }

    /** @param subject code of {@code /taxonomies/subjects} */
    @Schema(name = "NewPairingEvent", description = "计划的结对活动")
    record New(
            @NotNull Kind kind,
            @Size(min = 1, max = 20) @Schema(example = "YS-YL") @Nullable String subject,
            @NotBlank @Size(max = 200) @Schema(example = "三年级《剪羊毛》同课异构") String topic,
            @NotNull LocalDate plannedFor) {}
}

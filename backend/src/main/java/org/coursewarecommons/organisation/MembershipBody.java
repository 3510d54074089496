package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A school's time in a group or alliance; it stays on record when it is over. */
@Schema(name = "Membership", description = "Time in a group or alliance / 成员关系")
record MembershipBody(
        PairingBody.School collective,
        PairingBody.School school,
        @Schema(allowableValues = {"LEAD", "MEMBER"}) String role,
        @Schema(description = "First day / 起始日") LocalDate from,
        @Schema(description = "First day on which it is no longer so; null while open / 截止日(不含)") @Nullable
                LocalDate until,
        @Schema(maxLength = 500) @Nullable String endReason) {}

package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** Who answers for a unit today, by appointment. */
@Schema(name = "Steward", description = "Who answers for a unit / 负责人")
record StewardBody(
        UUID appointmentId,
        Role role,
        UUID personId,
        @Schema(maxLength = 40, example = "ST-LM01") String code,
        @Schema(maxLength = 200) String name,
        LocalDate from,
        @Nullable LocalDate until) {}

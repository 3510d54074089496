package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A strong school that aids a weaker one. */
@Schema(name = "Pairing", description = "Pairing of a lead with an aided school / 结对帮扶")
record PairingBody(
        UUID id,
        School leadSchool,
        School aidedSchool,
        @Nullable UUID collectiveId,
        @Schema(maxLength = 20, example = "YS-YL", description = "Subject code; null means all / 学科代码,空为全部") @Nullable
                String subject,
        @Schema(maxLength = 20, example = "1:n") String mode,
        @Schema(description = "First day / 起始日") LocalDate from,
        @Schema(description = "First day on which it is no longer so; null while open / 截止日(不含)") @Nullable
                LocalDate until,
        @Schema(description = "Valid today / 当前有效") boolean active) {

    /** One side of the pairing. */
    @Schema(name = "PairedSchool")
    record School(UUID id, @Schema(maxLength = 40) String code, @Schema(maxLength = 200) String name) {}
}

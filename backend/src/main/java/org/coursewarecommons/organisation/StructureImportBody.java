package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A list that was read in, by what became of its rows. */
@Schema(name = "StructureImport", description = "组织数据导入")
record StructureImportBody(
        UUID id,
        @Schema(maxLength = 20, example = "memberships") String kind,
        Instant at,
        int created,
        int updated,
        int unchanged,
        int refused) {

    /** A row of the ledger. */
    @Schema(name = "StructureImportRow", description = "组织数据导入的一行")
    record Row(
            @Schema(description = "1 is the first after the header / 表头之后从 1 起") int number,
            @Schema(maxLength = 200) String key,
            @Schema(allowableValues = {"CREATED", "UPDATED", "UNCHANGED", "REFUSED"}) String result,
            @Schema(maxLength = 60, description = "Field that is wrong / 有误的栏目") @Nullable String field,
            @Schema(maxLength = 60, example = "unknown-organisation", description = "Why it was refused / 原因代码")
                    @Nullable
                    String code) {}
}

package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit that belongs to another one today. */
@Schema(name = "Member", description = "Member of a town, group or alliance / 成员单位")
record MemberBody(
        UUID id,
        OrganisationUnit.Kind kind,
        @Schema(maxLength = 40, example = "JHS-005") String code,
        @Schema(maxLength = 200, example = "华康文澜小学(示例)") String name,
        @Schema(allowableValues = {"URBAN", "TOWN", "RURAL"}) @Nullable String area,
        @Schema(allowableValues = {"LEAD", "MEMBER"}) String role,
        @Schema(description = "First day; null for a place in the district that has no beginning / 起始日") @Nullable
                LocalDate from,
        @Schema(description = "First day on which it is no longer so; null while open / 截止日(不含)") @Nullable
                LocalDate until) {}

package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the doors that edit the structure take. */
final class StructureBodies {

    private static final String CODE = "[A-Za-z0-9_-]{1,40}";
    private static final String AREA = "URBAN|TOWN|RURAL";
    private static final String TYPE = "[A-Z_]{1,40}";
    private static final String GRADE = "[A-Z0-9]{1,10}";
    private static final String SUBJECT = "[A-Z0-9-]{1,20}";

    private StructureBodies() {}

    /**
     * A new unit. The district comes with the seeds.
     *
     * @param parentId a school's town, a class's school; a town lies in the district without it
     * @param leadSchoolId the first member of a group or alliance
     */
    @Schema(name = "NewOrganisation", description = "新建组织单位")
    record NewUnit(
            @NotNull OrganisationUnit.Kind kind,
            @NotNull @Pattern(regexp = CODE) @Schema(maxLength = 40, example = "LM17") String code,
            @NotBlank @Size(max = 200) @Schema(example = "运河办学联盟(示例)") String name,
            @Nullable UUID parentId,
            @Pattern(regexp = AREA) @Schema(maxLength = 5) @Nullable String area,
            @Pattern(regexp = TYPE) @Schema(maxLength = 40) @Nullable String type,
            @Min(0) @Max(100_000) @Nullable Integer students,
            @Min(0) @Max(100_000) @Nullable Integer teachers,
            @Nullable Boolean pilot,
            @Pattern(regexp = TYPE) @Schema(maxLength = 40, example = "WEAK") @Nullable String tier,
            @Pattern(regexp = GRADE) @Schema(maxLength = 10, example = "G03") @Nullable String grade,
            @Nullable UUID leadSchoolId) {}

    /** What can be changed in a unit; its kind and code stay. */
    @Schema(name = "OrganisationEdit", description = "修改组织单位")
    record EditUnit(
            @NotBlank @Size(max = 200) @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String name,
            @Nullable UUID parentId,
            @Pattern(regexp = AREA) @Schema(maxLength = 5) @Nullable String area,
            @Pattern(regexp = TYPE) @Schema(maxLength = 40) @Nullable String type,
            @Min(0) @Max(100_000) @Nullable Integer students,
            @Min(0) @Max(100_000) @Nullable Integer teachers,
            @Nullable Boolean pilot,
            @Pattern(regexp = TYPE) @Schema(maxLength = 40) @Nullable String tier,
            @Pattern(regexp = GRADE) @Schema(maxLength = 10) @Nullable String grade) {}

    /** Something ends. @param until first day on which it is no longer so; today when missing */
    @Schema(name = "OrganisationEnd", description = "终止")
    record End(@NotBlank @Size(max = 500) @Schema(example = "办学关系调整") String reason, @Nullable LocalDate until) {}

    /** A school joins a group or alliance. @param from today when missing */
    @Schema(name = "NewMember", description = "成员校加入")
    record NewMember(@NotNull UUID schoolId, @Nullable LocalDate from, @Nullable LocalDate until) {}

    /** Another school leads. @param from today when missing */
    @Schema(name = "NewLead", description = "更换龙头校")
    record NewLead(@NotNull UUID schoolId, @Nullable LocalDate from) {}

    /**
     * A strong school is to aid a weaker one.
     *
     * @param subject null for all
     * @param from today when missing
     */
    @Schema(name = "NewPairing", description = "新建结对")
    record NewPairing(
            @NotNull UUID leadSchoolId,
            @NotNull UUID aidedSchoolId,
            @Nullable UUID collectiveId,
            @Pattern(regexp = SUBJECT) @Schema(maxLength = 20, example = "YS-YL") @Nullable String subject,
            @Pattern(regexp = "1:1|1:n")
                    @Schema(maxLength = 3, description = "1:1 or 1:n; counted when missing")
                    @Nullable
                    String mode,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** What can be changed in a pairing: its sides, subject and first day stay. */
    @Schema(name = "PairingEdit", description = "修改结对")
    record EditPairing(
            // What is left out of a merge patch stays, so it is required of the result alone.
            @NotNull
                    @Pattern(regexp = "1:1|1:n")
                    @Schema(maxLength = 3, requiredMode = Schema.RequiredMode.NOT_REQUIRED)
                    String mode,
            @Nullable UUID collectiveId,
            @Nullable LocalDate until) {}
}

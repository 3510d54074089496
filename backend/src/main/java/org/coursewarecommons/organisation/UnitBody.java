package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit as clients see it. */
@Schema(
        name = "Organisation",
        description = "District, town, school, class, group or alliance / 区、乡镇街道、学校、班级、教育集团、办学联盟")
record UnitBody(
        UUID id,
        OrganisationUnit.Kind kind,
        @Schema(maxLength = 40, example = "JHS-042") String code,
        @Schema(maxLength = 200, example = "独流晨曦小学(示例)") String name,
        @Schema(description = "A school's town, a town's district / 学校所在乡镇,乡镇所属的区") @Nullable UUID parentId,
        @Schema(
                        allowableValues = {"URBAN", "TOWN", "RURAL"},
                        description = "Schools only / 仅学校")
                @Nullable
                String area,
        @Schema(
                        maxLength = 40,
                        example = "PRIMARY",
                        description = "PRIMARY, JUNIOR or NINE for a school; SUBDISTRICT, TOWN or PARK for a town")
                @Nullable
                String type,
        @Schema(description = "Number of students, schools only / 学生数") @Nullable Integer students,
        @Schema(description = "Number of teachers, schools only / 教师数") @Nullable Integer teachers,
        @Schema(description = "Takes part in the pilot, schools only / 是否试点校") @Nullable Boolean pilot,
        @Schema(maxLength = 40, example = "WEAK", description = "STRONG, ORDINARY or WEAK, schools only / 办学水平")
                @Nullable
                String tier,
        @Schema(maxLength = 10, example = "G03", description = "Classes only / 年级") @Nullable String grade,
        @Schema(description = "First day on which it is no more; null while it is / 撤销日") @Nullable LocalDate until) {}

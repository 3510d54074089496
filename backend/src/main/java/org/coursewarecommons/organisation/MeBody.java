package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/** Who calls, as the caller sees it. */
@Schema(name = "Me", description = "The caller / 当前用户")
record MeBody(
        @Schema(description = "Null for a school's system / 学校系统为空") @Nullable UUID personId,
        @Schema(description = "Null for a person / 个人为空") @Nullable UUID clientId,
        @Schema(maxLength = 200, example = "李老师-04") String name,
        @Schema(description = "Null for staff of the district / 区级人员为空") @Nullable UUID schoolId,
        @ArraySchema(maxItems = 13) List<Role> roles,
        @ArraySchema(maxItems = 100, schema = @Schema(maxLength = 60, example = "district")) List<String> scopes,
        Counts counts) {

    /** Numbers for the start page; 0 where there is nothing. */
    @Schema(name = "MeCounts")
    record Counts(
            @Schema(description = "Tasks held / 我的任务") int myTasks,
            @Schema(description = "Tasks that could be claimed / 可领取的任务") int available,
            @Schema(description = "Own drafts / 草稿") int drafts,
            @Schema(description = "Unread messages / 未读消息") int inbox) {}
}

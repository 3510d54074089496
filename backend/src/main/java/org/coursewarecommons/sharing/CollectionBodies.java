package org.coursewarecommons.sharing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.Tombstone;
import org.jspecify.annotations.Nullable;

/** What the doors of collections take and give. */
final class CollectionBodies {

    private static final String CODE = "[A-Z0-9-]{1,20}";

    private CollectionBodies() {}

    /** What a collection is for. */
    enum Kind {
        /** 精选清单. */
        LIST,
        /** 集体备课包: what is put in counts as used for preparation. */
        PREP_PACK
    }

    /** Who sees the list. What is in it keeps its own scope. */
    enum Level {
        /** Owner and members alone. */
        PRIVATE,
        SCHOOL,
        COLLECTIVE,
        DISTRICT
    }

    /** A new collection. @param memberIds who may edit besides the owner */
    @Schema(name = "NewCollection", description = "新建资源集")
    record New(
            @NotNull Kind kind,
            @NotBlank @Size(max = 200) @Schema(example = "三年级上册第三单元集体备课包") String title,
            @Size(max = 2000) @Nullable String description,
            @Pattern(regexp = CODE) @Schema(maxLength = 20) @Nullable String subject,
            @Pattern(regexp = CODE) @Schema(maxLength = 20) @Nullable String stage,
            @NotNull Level level,
            @Size(max = 20) @Nullable List<@NotNull UUID> collectiveIds,
            @Size(max = 100) @Nullable List<@NotNull UUID> memberIds) {}

    /** What can be changed. */
    @Schema(name = "CollectionEdit", description = "修改资源集")
    record Edit(
            @NotBlank @Size(max = 200) String title,
            @Size(max = 2000) @Nullable String description,
            @Pattern(regexp = CODE) @Schema(maxLength = 20) @Nullable String subject,
            @Pattern(regexp = CODE) @Schema(maxLength = 20) @Nullable String stage,
            @NotNull Level level,
            @Size(max = 20) @Nullable List<@NotNull UUID> collectiveIds) {}

    /** All items, in their order. */
    @Schema(name = "CollectionItems", description = "资源集内容")
    record Items(@NotNull @Size(max = Collections.MAX_ITEMS) List<@NotNull @Valid NewItem> items) {}

    /** One item to be. */
    @Schema(name = "NewCollectionItem")
    record NewItem(@NotNull UUID resourceId, @Size(max = 500) @Schema(example = "导入环节用前三页") @Nullable String note) {}

    /** Who may edit besides the owner. */
    @Schema(name = "CollectionMembers", description = "协作者")
    record Members(@NotNull @Size(max = 100) List<@NotNull UUID> personIds) {}

    /**
     * A collection as the caller sees it.
     *
     * @param visibleItems how many of its items the caller may see
     * @param hiddenItems how many are in it beside them
     */
    @Schema(name = "Collection", description = "资源集")
    record Body(
            UUID id,
            Kind kind,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 2000) @Nullable String description,
            @Schema(maxLength = 20) @Nullable String subject,
            @Schema(maxLength = 20) @Nullable String stage,
            Level level,
            @Size(max = 20) List<UUID> collectiveIds,
            Member owner,
            @Size(max = 100) List<Member> members,
            int visibleItems,
            int hiddenItems,
            boolean following,
            Instant createdAt,
            Instant updatedAt,
            @Size(max = 5) List<@Size(max = 20) String> actions) {}

    /** Somebody by name. */
    @Schema(name = "CollectionMember")
    record Member(
            UUID personId,
            @Schema(maxLength = 200) String name,
            @Nullable UUID schoolId,
            @Schema(maxLength = 200) @Nullable String schoolName) {}

    /**
     * An item that the caller may see.
     *
     * @param title empty, like type and version, where a tombstone tells neither
     * @param tombstone what stands in its place since it was retired, with what to use instead; null while it is live
     */
    @Schema(name = "CollectionItem", description = "资源集中的一项")
    record Item(
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 40) String type,
            @Schema(maxLength = 10) String version,
            @Nullable UUID schoolId,
            @Schema(maxLength = 500) @Nullable String note,
            UUID addedBy,
            Instant addedAt,
            @Nullable Tombstone tombstone) {}

    /** A favourite of the caller. */
    @Schema(name = "Favourite", description = "收藏")
    record Favourite(
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 40) String type,
            Instant since) {}
}

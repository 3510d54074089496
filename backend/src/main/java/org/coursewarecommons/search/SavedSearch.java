package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * A search that somebody keeps.
 *
 * @param query a query string of {@code GET /search}
 * @param seenUntil what was published up to then has been told
 */
record SavedSearch(
        UUID id,
        UUID ownerId,
        String name,
        String query,
        boolean notices,
        long revision,
        Instant createdAt,
        Instant seenUntil) {

    /** What a person may say of it. */
    @Schema(name = "SavedSearchInput", description = "A search to keep / 保存的检索")
    record Input(
            @NotBlank @Size(max = 100) @Schema(example = "三年级分数") String name,
            @NotNull @Size(max = 2000) @Schema(example = "q=分数&grade=G03&type=COURSEWARE") String query,
            @NotNull Boolean notices) {}

    /** @param notices whether new finds are told */
    @Schema(name = "SavedSearch")
    record View(
            UUID id,
            @Schema(maxLength = 100) String name,
            @Schema(maxLength = 2000) String query,
            boolean notices,
            Instant createdAt) {}

    View view() {
        return new View(id, name, query, notices, createdAt);
    }
}

package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How widely a contributor wants a resource shared.
 *
 * @param collectiveIds for COLLECTIVE: which groups and alliances; empty means all of the contributor's school
 */
@Schema(description = "How widely it is to be shared / 共享范围")
public record TargetScope(@NotNull Level level, @Size(max = 20) @Nullable List<UUID> collectiveIds) {

    public TargetScope {
        collectiveIds = collectiveIds == null ? List.of() : List.copyOf(collectiveIds);
    }

    /** From narrow to wide. */
    public enum Level {
        SCHOOL,
        COLLECTIVE,
        DISTRICT,
        PUBLIC
    }
}

package org.coursewarecommons.platform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether database, index and object store agree, for those who run the system. */
@Tag(name = "operations", description = "Running the system / 系统运行")
@RestController
class ConsistencyController {

    private static final int MAX_DETAILS = 100;

    private final ObjectProvider<ConsistencyCheck> checks;

    ConsistencyController(ObjectProvider<ConsistencyCheck> checks) {
        this.checks = checks;
    }

    /**
     * Differences that stand, by kind; null where nothing compares.
     *
     * @param missing published, but not in the index
     * @param stale in the index as they were
     * @param ghost in the index only
     * @param wrongScope found by others than may see them
     * @param missingObject files whose bytes are gone from the store
     * @param orphan objects in the store that nobody knows and that could not be removed
     * @param checksumMismatch files whose bytes are not those that were deposited
     * @param checkedAt when the oldest of the comparisons was made; null when one was never made
     */
    @Schema(name = "Consistency")
    record Consistency(
            @Nullable Long missing,
            @Nullable Long stale,
            @Nullable Long ghost,
            @Nullable Long wrongScope,
            @Nullable Long missingObject,
            @Nullable Long orphan,
            @Nullable Long checksumMismatch,
            @Nullable Instant checkedAt,
            @Size(max = MAX_DETAILS) List<Difference> details) {}

    /** @param subject an id, or the hash of a file */
    @Schema(name = "ConsistencyDifference")
    record Difference(@Size(max = 50) String kind, @Size(max = 200) String subject, Instant foundAt) {}

    @Operation(operationId = "getConsistency", summary = "Do the stores agree / 查看数据一致性")
    @GetMapping("/api/v1/admin/consistency")
    Consistency consistency(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        List<ConsistencyCheck.Result> results =
                checks.stream().map(ConsistencyCheck::last).toList();
        Map<String, Long> counts = new HashMap<>();
        results.forEach(result -> counts.putAll(result.counts()));
        return new Consistency(
                counts.get("missing"),
                counts.get("stale"),
                counts.get("ghost"),
                counts.get("wrongScope"),
                counts.get("missingObject"),
                counts.get("orphan"),
                counts.get("checksumMismatch"),
                oldest(results),
                results.stream()
                        .flatMap(result -> result.details().stream())
                        .sorted(Comparator.comparing(ConsistencyCheck.Detail::foundAt)
                                .reversed())
                        .limit(MAX_DETAILS)
                        .map(detail -> new Difference(detail.kind(), detail.subject(), detail.foundAt()))
                        .toList());
    }

    private static @Nullable Instant oldest(List<ConsistencyCheck.Result> results) {
        if (results.stream().anyMatch(result -> result.checkedAt() == null)) {
            return null;
        }
        return results.stream()
                .map(ConsistencyCheck.Result::checkedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}

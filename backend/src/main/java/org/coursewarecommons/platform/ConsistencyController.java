package org.coursewarecommons.platform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.coursewarecommons.shared.Idempotent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether database, index and object store agree, for those who run the system. */
@Tag(name = "operations", description = "Running the system / 系统运行")
@RestController
@RequestMapping("/api/v1/admin/consistency")
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
     * @param repaired what the last comparison mended before it counted, by kind
     * @param checkedAt when the oldest of the comparisons began; null when one was never made
     * @param running a comparison is wanted or on its way
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
            Map<String, Long> repaired,
            @Nullable Instant checkedAt,
            boolean running,
            @Size(max = MAX_DETAILS) List<Difference> details) {}

    /** @param subject an id, or the hash of a file */
    @Schema(name = "ConsistencyDifference")
    record Difference(@Size(max = 50) String kind, @Size(max = 200) String subject, Instant foundAt) {}

    @Operation(operationId = "getConsistency", summary = "Do the stores agree / 查看数据一致性")
    @GetMapping
    Consistency consistency(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return put();
    }

    @Operation(
            operationId = "checkConsistency",
            summary = "Compare the stores now, in the background / 立即核对数据一致性",
            description = "Done when running is false again. / 核对完成后 running 变为 false")
    @PostMapping("/checks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<Consistency> check(Actor actor) {
        return request(false, actor);
    }

    @Operation(
            operationId = "repairConsistency",
            summary = "Mend what differs, then compare again / 修复不一致的数据",
            description = "Documents are fed anew or removed from the index; bytes that are back in the store count"
                    + " again. Bytes that are gone cannot be brought back. / 重建或删除索引文档;无法找回已丢失的文件")
    @PostMapping("/repair")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<Consistency> repair(Actor actor) {
        return request(true, actor);
    }

    private ResponseEntity<Consistency> request(boolean repair, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        checks.forEach(check -> check.request(repair));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/admin/consistency"))
                .body(put());
    }

    private Consistency put() {
        List<ConsistencyCheck.Result> results =
                checks.stream().map(ConsistencyCheck::last).toList();
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> repaired = new TreeMap<>();
        results.forEach(result -> {
            counts.putAll(result.counts());
            repaired.putAll(result.repaired());
        });
        return new Consistency(
                counts.get("missing"),
                counts.get("stale"),
                counts.get("ghost"),
                counts.get("wrongScope"),
                counts.get("missingObject"),
                counts.get("orphan"),
                counts.get("checksumMismatch"),
                repaired,
                oldest(results),
                results.stream().anyMatch(ConsistencyCheck.Result::running),
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

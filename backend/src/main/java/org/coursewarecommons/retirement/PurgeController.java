package org.coursewarecommons.retirement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Destroying bytes for good: one asks, another one consents. */
@RestController
@RequestMapping("/api/v1/purges")
@Tag(name = "retirement", description = "Hearings, tombstones, purges / 出库听证、说明与销毁")
class PurgeController {

    private final PurgeService service;
    private final PurgeRows purges;

    PurgeController(PurgeService service, PurgeRows purges) {
        this.service = service;
        this.purges = purges;
    }

    /** @param destroyed how many blobs nothing else consisted of; null before the second person's consent */
    @Schema(name = "Purge", description = "文件销毁")
    record PurgeView(
            UUID id,
            UUID resourceId,
            UUID askedBy,
            @Schema(maxLength = 2000) String reason,
            Instant askedAt,
            @Nullable UUID consentedBy,
            @Nullable Instant consentedAt,
            PurgeRows.State state,
            @Nullable Integer destroyed) {

        static PurgeView of(PurgeRows.Purge purge) {
            return new PurgeView(
                    purge.id(),
                    purge.resourceId(),
                    purge.askedBy(),
                    purge.reason(),
                    purge.askedAt(),
                    purge.consentedBy(),
                    purge.consentedAt(),
                    purge.state(),
                    purge.destroyed());
        }
    }

    /** What is to be destroyed. */
    @Schema(name = "NewPurge", description = "申请销毁文件")
    record New(
            @NotNull UUID resourceId, @NotBlank @Size(max = 2000) @Schema(example = "保存期已满,未有恢复申请。") String reason) {}

    @PostMapping
    @Operation(operationId = "askPurge", summary = "Ask that a retired resource's bytes are destroyed / 申请销毁")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<PurgeView> ask(Actor actor, @RequestBody New body) {
        PurgeRows.Purge made = service.ask(body.resourceId(), body.reason(), actor);
        return ResponseEntity.created(URI.create("/api/v1/purges/" + made.id())).body(PurgeView.of(made));
    }

    @GetMapping
    @Operation(operationId = "listPurges", summary = "Purges, newest first / 销毁记录")
    Page<PurgeView> list(
            Actor actor, @RequestParam(required = false) PurgeRows.@Nullable State state, PageRequest page) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        return purges.page(state, page).map(PurgeView::of);
    }

    @PostMapping("/{id}/consent")
    @Operation(operationId = "consentPurge", summary = "The second person consents; the bytes go / 第二人同意并销毁")
    @Idempotent(outsideTransaction = true)
    ResponseEntity<PurgeView> consent(Actor actor, @PathVariable UUID id) {
        PurgeService.Carried carried = service.consent(id, actor);
        service.remove(carried);
        return ResponseEntity.ok(PurgeView.of(carried.purge()));
    }
}

package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A new search index while the old one is searched. */
@Tag(name = "operations", description = "Running the system / 系统运行")
@RestController
@RequestMapping("/api/v1/admin/index-rebuilds")
class RebuildController {

    private static final int LISTED = 20;

    private final RebuildService rebuilds;

    RebuildController(RebuildService rebuilds) {
        this.rebuilds = rebuilds;
    }

    /** @param compare read both indexes in the end and compare them document by document; true unless said otherwise */
    @Schema(name = "NewIndexRebuild")
    record NewRebuild(@Nullable Boolean compare) {}

    /** The latest first. */
    @Schema(name = "IndexRebuildList")
    record Listed(@Schema(maxLength = LISTED) List<RebuildView> items) {}

    @Operation(
            operationId = "startIndexRebuild",
            summary = "Build the search index anew, searches and writes going on / 重建检索索引(不停服务)")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<RebuildView> start(@RequestBody(required = false) @Nullable NewRebuild body, Actor actor) {
        boolean compare = body == null || body.compare() == null || body.compare();
        RebuildView rebuild = rebuilds.start(compare, actor);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/admin/index-rebuilds/" + rebuild.id()))
                .body(rebuild);
    }

    @Operation(operationId = "listIndexRebuilds", summary = "The latest rebuilds / 查看最近的索引重建")
    @GetMapping
    Listed list(Actor actor) {
        return new Listed(rebuilds.latest(LISTED, actor));
    }

    @Operation(operationId = "getIndexRebuild", summary = "How far a rebuild is / 查看索引重建进度")
    @GetMapping("/{id}")
    RebuildView get(@PathVariable UUID id, Actor actor) {
        return rebuilds.find(id, actor);
    }

    @Operation(operationId = "cancelIndexRebuild", summary = "Call a rebuild off / 取消索引重建")
    @PostMapping("/{id}/cancellation")
    @Idempotent
    ResponseEntity<RebuildView> cancel(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(rebuilds.cancel(id, actor));
    }
}

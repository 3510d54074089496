package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.StrictJson;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Resources and their versions. */
@Tag(name = "resources", description = "Deposit and read / 存放与查看资源")
@RestController
@RequestMapping("/api/v1/resources")
class ResourceController {

    private final DraftService drafts;
    private final ResourceViews views;
    private final Versions versions;
    private final ApplicationEventPublisher events;

    ResourceController(DraftService drafts, ResourceViews views, Versions versions, ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.views = views;
        this.versions = versions;
        this.events = events;
    }

    /**
     * The next version's start.
     *
     * @param changed what changes against the version before
     */
    @Schema(name = "NewVersion")
    record NewVersion(
            @NotNull @Pattern(regexp = "MAJOR|MINOR") String kind, @NotBlank @Size(max = 2000) String changed) {}

    @Operation(operationId = "createResource", summary = "Start a draft / 新建草稿")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<ResourceView> create(@RequestBody ResourceMetadata metadata, Actor actor) {
        var rendered = views.render(drafts.create(metadata, actor), actor);
        return ResponseEntity.created(
                        URI.create("/api/v1/resources/" + rendered.view().id()))
                .eTag(IfMatch.eTag(rendered.revision()))
                .body(rendered.view());
    }

    @Operation(operationId = "listOwnResources", summary = "My own resources, newest first / 我的资源")
    @GetMapping
    Page<ResourceView> own(@RequestParam(required = false) VersionState state, PageRequest page, Actor actor) {
        List<VersionRow> rows = versions.ofOwner(actor.id(), state, page);
        long total = versions.countOfOwner(actor.id(), state);
        return Page.cut(
                        views.render(rows, actor),
                        page,
                        total,
                        rendered -> List.of(rendered.view().id().toString()))
                .map(ResourceViews.Rendered::view);
    }

    @Operation(
            operationId = "getResource",
            summary = "Read a resource / 查看资源",
            responses = {
                @ApiResponse(responseCode = "200", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "304", description = "Not modified", content = @Content),
                @ApiResponse(
                        responseCode = "410",
                        description = "It was retired; its tombstone / 已出库,仅存说明",
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Tombstone.class)))
            })
    // Other media types are other doors' business: metadata by standards.
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ResourceView> get(
            @PathVariable UUID id,
            @RequestParam(required = false) @Size(max = 20) String version,
            HttpMethod method,
            Actor actor) {
        var rendered = views.find(id, version, actor);
        if (rendered.view().state().isReadable() && method != HttpMethod.HEAD) {
            events.publishEvent(new ResourceViewed(id, actor.id(), actor.schoolId(), actor.isClient()));
        }
        return ResponseEntity.ok()
                .eTag(IfMatch.eTag(rendered.revision()))
                .varyBy(HttpHeaders.ACCEPT)
                .body(rendered.view());
    }

    @Operation(
            operationId = "patchResource",
            summary = "Change a draft's metadata (RFC 7396) / 修改草稿",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/merge-patch+json",
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            description =
                                                                    "Any properties of ResourceMetadata; null empties one / 可含任意元数据属性,null 表示清空"))))
    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<ResourceView> patch(@PathVariable UUID id, InputStream body, IfMatch ifMatch, Actor actor)
            throws IOException {
        byte[] mergePatch = StrictJson.bytes(body);
        var rendered = views.render(drafts.patch(id, mergePatch, ifMatch, actor), actor);
        return ResponseEntity.ok().eTag(IfMatch.eTag(rendered.revision())).body(rendered.view());
    }

    @Operation(operationId = "deleteDraft", summary = "Drop a draft / 删除草稿")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch, Actor actor) {
        drafts.delete(id, ifMatch, actor);
    }

    @Operation(operationId = "listVersions", summary = "A resource's history / 版本历史")
    @GetMapping("/{id}/versions")
    Page<ResourceView.VersionSummary> versions(@PathVariable UUID id, Actor actor) {
        views.find(id, null, actor);
        return Page.whole(versions.ofResource(id).stream()
                .filter(row -> row.ownerId().equals(actor.id())
                        || row.state().isReadable()
                        || row.state() == VersionState.REPLACED)
                .map(ResourceController::summary)
                .toList());
    }

    @Operation(operationId = "createVersion", summary = "Start the next version / 新建版本")
    @PostMapping("/{id}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<ResourceView> next(@PathVariable UUID id, @RequestBody NewVersion body, Actor actor) {
        var rendered = views.render(drafts.next(id, body.kind(), body.changed(), actor), actor);
        return ResponseEntity.created(URI.create("/api/v1/resources/" + id + "?version="
                        + rendered.view().version()))
                .eTag(IfMatch.eTag(rendered.revision()))
                .body(rendered.view());
    }

    private static ResourceView.VersionSummary summary(VersionRow row) {
        return new ResourceView.VersionSummary(
                row.id(), row.number(), row.kind(), row.changed(), row.state(), row.createdAt(), row.publishedAt());
    }
}

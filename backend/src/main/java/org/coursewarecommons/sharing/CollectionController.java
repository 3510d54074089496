package org.coursewarecommons.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.coursewarecommons.sharing.CollectionRows.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Curated lists and packs for joint lesson preparation. */
@RestController
@RequestMapping("/api/v1/collections")
@Tag(name = "sharing")
class CollectionController {

    private static final int MAX_QUERY = 100;

    private final CollectionService service;
    private final CollectionViews views;

    CollectionController(CollectionService service, CollectionViews views) {
        this.service = service;
        this.views = views;
    }

    @GetMapping
    @Operation(operationId = "listCollections", summary = "Collections that the caller may see, newest first / 资源集列表")
    Page<CollectionBodies.Body> list(
            Actor actor,
            @RequestParam(required = false) CollectionBodies.@Nullable Kind kind,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false)
                    @Schema(maxLength = MAX_QUERY, description = "Part of the title / 标题的一部分")
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable UUID resourceId,
            PageRequest page) {
        if (q != null && (q.length() > MAX_QUERY || q.indexOf('\0') >= 0)) {
            throw ProblemException.invalidParameter("q", "length", 0, MAX_QUERY);
        }
        return views.page(actor, kind, mine, q, resourceId, page);
    }

    @PostMapping
    @Operation(operationId = "createCollection", summary = "A new collection / 新建资源集")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<CollectionBodies.Body> create(Actor actor, @RequestBody CollectionBodies.New body) {
        Stored made = service.create(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/collections/" + made.id()))
                .eTag(IfMatch.eTag(made.revision()))
                .body(views.of(made, actor));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getCollection", summary = "One collection / 资源集详情")
    ResponseEntity<CollectionBodies.Body> get(Actor actor, @PathVariable UUID id) {
        return answer(service.seen(id, actor), actor);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    @Operation(
            operationId = "editCollection",
            summary = "Title, description and who sees it (RFC 7396) / 修改资源集",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/merge-patch+json",
                                            schema = @Schema(implementation = CollectionBodies.Edit.class))))
    ResponseEntity<CollectionBodies.Body> edit(Actor actor, @PathVariable UUID id, InputStream body, IfMatch ifMatch)
            throws IOException {
        return answer(service.edit(id, StrictJson.bytes(body), ifMatch, actor), actor);
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteCollection", summary = "Take a collection away; its items stay / 删除资源集")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable UUID id, IfMatch ifMatch) {
        service.delete(id, ifMatch, actor);
    }

    @GetMapping("/{id}/items")
    @Operation(operationId = "listCollectionItems", summary = "Items that the caller may see, in order / 资源集内容")
    Page<CollectionBodies.Item> items(Actor actor, @PathVariable UUID id) {
        return Page.whole(service.items(id, actor));
    }

    @PutMapping("/{id}/items")
    @Operation(
            operationId = "setCollectionItems",
            summary = "Items in their order, with notes; what the caller may not see stays / 设定资源集内容")
    ResponseEntity<CollectionBodies.Body> setItems(
            Actor actor, @PathVariable UUID id, @RequestBody CollectionBodies.Items body, IfMatch ifMatch) {
        return answer(service.setItems(id, body.items(), ifMatch, actor), actor);
    }

    @PutMapping("/{id}/members")
    @Operation(operationId = "setCollectionMembers", summary = "Who edits it besides the owner / 设定协作者")
    ResponseEntity<CollectionBodies.Body> setMembers(
            Actor actor, @PathVariable UUID id, @RequestBody CollectionBodies.Members body, IfMatch ifMatch) {
        return answer(service.setMembers(id, body.personIds(), ifMatch, actor), actor);
    }

    @PutMapping("/{id}/follow")
    @Operation(operationId = "followCollection", summary = "Be told of changes / 关注资源集")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(Actor actor, @PathVariable UUID id) {
        service.follow(id, true, actor);
    }

    @DeleteMapping("/{id}/follow")
    @Operation(operationId = "unfollowCollection", summary = "Be told no more / 取消关注资源集")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollow(Actor actor, @PathVariable UUID id) {
        service.follow(id, false, actor);
    }

    private ResponseEntity<CollectionBodies.Body> answer(Stored collection, Actor actor) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(collection.revision())).body(views.of(collection, actor));
    }
}
